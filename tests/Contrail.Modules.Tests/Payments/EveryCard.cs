using Contrail.Contracts.Payments;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Gateway;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Payments;

/// <summary>Each card of the simulator, from the start of a payment to its end.</summary>
public sealed class EveryCard : PaymentsScenario
{
    [Fact]
    public async Task A_card_that_approves_is_charged_once_and_given_back_in_parts()
    {
        var payment = await PaidAsync();
        await RefundAsync(payment, "r1", 10_000);
        await RefundAsync(payment, "r2", 2_345);
        await UntilAsync(async () => (await DetailsAsync(payment)).Refunded == Euros(12_345), "refunded");

        (await AtGatewayAsync(payment)).ShouldBe(new GatewayTotals(Euros(12_345), Euros(12_345), Euros(12_345), IsVoided: false));
        await BooksShouldAgreeAsync(payment);
        News().Select(n => n.GetType()).ShouldBe(
            [typeof(PaymentStartedV1), typeof(PaymentAuthorizedV1), typeof(PaymentCapturedV1), typeof(PaymentRefundedV1), typeof(PaymentRefundedV1)]);
    }

    [Fact]
    public async Task A_card_that_declines_fails_the_payment_and_another_may_be_tried()
    {
        var order = await PlaceOrderAsync();
        var payment = await StartPaymentAsync(order, Declines);
        await AuthorizeAsync(payment);
        await ReachAsync(payment, PaymentStatus.Failed);

        News().OfType<PaymentFailedV1>().ShouldHaveSingleItem().Code.ShouldBe("card_declined");
        await BooksShouldAgreeAsync(payment);
        await AuthorizeAsync(await StartPaymentAsync(order));
    }

    [Fact]
    public async Task A_card_that_keeps_silent_fails_the_payment_once_the_gateway_has_called_it_off()
    {
        var payment = await StartPaymentAsync(await PlaceOrderAsync(), KeepsSilent);
        var began = Clock.GetUtcNow();
        await AuthorizeAsync(payment);
        await ReachAsync(payment, PaymentStatus.Failed);

        (Clock.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        Line.Asked.ShouldBe(5, "four attempts and one abandonment");
        News().OfType<PaymentFailedV1>().ShouldHaveSingleItem().Code.ShouldBe("gateway_timeout");
        await BooksShouldAgreeAsync(payment);
    }

    [Fact]
    public async Task A_card_whose_answers_get_lost_is_charged_once()
    {
        var payment = await PaidAsync(LosesAnswers);
        await RefundAsync(payment, "r1", 345);
        await UntilAsync(async () => (await DetailsAsync(payment)).Refunded == Euros(345), "refunded");

        Line.Asked.ShouldBe(6, "each operation is asked for twice");
        (await AtGatewayAsync(payment)).ShouldBe(new GatewayTotals(Euros(12_345), Euros(12_345), Euros(345), IsVoided: false));
        await BooksShouldAgreeAsync(payment);
    }

    [Fact]
    public async Task A_card_that_answers_late_is_authorised_by_webhook()
    {
        var payment = await StartPaymentAsync(await PlaceOrderAsync(), AnswersLate);
        await AuthorizeAsync(payment);
        await SettleAsync();
        (await StatusAsync(payment)).ShouldBe(PaymentStatus.Authorizing);
        (await DetailsAsync(payment)).History.Select(h => h.What).ShouldContain("the gateway answers later");

        Clock.Advance(TimeSpan.FromSeconds(4));
        await WaitAsync(async () => await StatusAsync(payment) == PaymentStatus.Authorized);
        Line.Asked.ShouldBe(1, "the webhook brought the answer");
        await BooksShouldAgreeAsync(payment);
    }
}
