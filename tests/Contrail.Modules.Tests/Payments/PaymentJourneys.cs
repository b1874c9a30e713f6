using Contrail.Contracts.Ordering;
using Contrail.Contracts.Payments;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Testing.Specs;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Features;
using Contrail.Payments.Gateway;
using Contrail.Payments.Reactions;
using Contrail.Payments.Webhooks;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Payments;

/// <summary>Payments with their orders, over time.</summary>
public sealed class PaymentJourneys : PaymentsScenario
{
    [Fact]
    public async Task An_order_has_one_live_payment()
    {
        var order = await PlaceOrderAsync();
        await StartPaymentAsync(order);

        (await Should.ThrowAsync<RefusedException>(() => StartPaymentAsync(order))).Key.ShouldBe("Order_Payment_Is_Taken");
    }

    [Fact]
    public async Task The_same_start_again_gives_the_same_payment()
    {
        var order = await PlaceOrderAsync();
        var token = await Module.TokenizeAsync(new Card(Approves), Cancel);
        var start = new StartPayment(order, new PaymentMeans(PaymentMethod.Card, token.Token, token.Brand, token.Last4));
        var context = CommandContext.New("user:test") with { Fingerprint = CommandContext.FingerprintOf(start) };

        var first = await Payments.Decisions.ExecuteAsync(start, context, Cancel);
        var again = await Payments.Decisions.ExecuteAsync(start, context, Cancel);
        again.Result.ShouldBe(first.Result);
        again.IsReplay.ShouldBeTrue();
    }

    [Fact]
    public async Task An_order_that_ended_or_whose_time_is_over_or_that_nobody_knows_is_not_paid()
    {
        var (ended, late) = (await PlaceOrderAsync(), await PlaceOrderAsync(payWithin: TimeSpan.FromMinutes(1)));
        await EndOrderAsync(ended);
        Clock.Advance(TimeSpan.FromMinutes(1));

        (await Should.ThrowAsync<RefusedException>(() => StartPaymentAsync(ended))).Key.ShouldBe("Order_Must_Await_Payment");
        (await Should.ThrowAsync<RefusedException>(() => StartPaymentAsync(late))).Key.ShouldBe("Order_Must_Await_Payment");
        (await Should.ThrowAsync<RefusedException>(() => StartPaymentAsync("unknown"))).Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task A_payment_that_nobody_continues_fails_after_five_minutes_and_another_may_be_tried()
    {
        var order = await PlaceOrderAsync();
        var payment = await StartPaymentAsync(order);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await WaitAsync(async () => await StatusAsync(payment) == PaymentStatus.Failed);
        await SettleAsync();

        News().OfType<PaymentFailedV1>().ShouldHaveSingleItem().Code.ShouldBe("expired");
        await StartPaymentAsync(order);
    }

    [Fact]
    public async Task A_payment_that_was_continued_does_not_fail_after_five_minutes()
    {
        var payment = await StartPaymentAsync(await PlaceOrderAsync());
        await AuthorizeAsync(payment);
        await ReachAsync(payment, PaymentStatus.Authorized);
        (await Payments.Log.ReadNextDueAsync(Cancel)).ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_belongs_to_an_order_that_ended_is_let_go(bool isAuthorized)
    {
        var order = await PlaceOrderAsync();
        var payment = await StartPaymentAsync(order);
        if (isAuthorized)
        {
            await AuthorizeAsync(payment);
            await ReachAsync(payment, PaymentStatus.Authorized);
        }

        await EndOrderAsync(order);
        await ReachAsync(payment, PaymentStatus.Voided);

        (await AtGatewayAsync(payment)).IsVoided.ShouldBe(isAuthorized);
        News().OfType<PaymentVoidedV1>().ShouldHaveSingleItem();
        await BooksShouldAgreeAsync(payment);
    }

    [Fact]
    public async Task The_end_of_an_order_takes_nothing_back_that_was_taken()
    {
        var payment = await PaidAsync();
        await EndOrderAsync((await DetailsAsync(payment)).OrderId);
        await SettleAsync();
        (await StatusAsync(payment)).ShouldBe(PaymentStatus.Captured);
    }

    [Fact]
    public async Task A_void_before_the_answer_waits_for_it_and_nobody_is_told_of_the_authorisation()
    {
        var payment = await StartPaymentAsync(await PlaceOrderAsync(), AnswersLate);
        await AuthorizeAsync(payment);
        await SettleAsync();
        await VoidAsync(payment);
        (await StatusAsync(payment)).ShouldBe(PaymentStatus.Authorizing);

        await ReachAsync(payment, PaymentStatus.Voided);
        News().OfType<PaymentAuthorizedV1>().ShouldBeEmpty();
        News().OfType<PaymentVoidedV1>().ShouldHaveSingleItem();
        await BooksShouldAgreeAsync(payment);
    }

    [Fact]
    public async Task A_webhook_that_comes_twice_or_after_all_changes_nothing()
    {
        var payment = await StartPaymentAsync(await PlaceOrderAsync());
        await AuthorizeAsync(payment);
        await ReachAsync(payment, PaymentStatus.Authorized);
        var head = (await Payments.Log.ReadHeadAsync(Cancel)).Position;
        var key = GatewayRequest.First(payment, GatewayOperation.Authorization).Key;

        await DoAsync(new RecordGatewayAnswer(payment, key, new GatewayAnswer.Approved("other")));
        await DoAsync(new RecordGatewayAnswer(payment, key, new GatewayAnswer.Declined("card_declined", "No.")));
        (await Payments.Log.ReadHeadAsync(Cancel)).Position.ShouldBe(head);
    }

    [Fact]
    public async Task A_late_answer_that_does_not_come_is_asked_for_and_then_called_off_and_never_comes()
    {
        await StopAsync();
        await StartAsync(withWebhooks: false);
        var payment = await StartPaymentAsync(await PlaceOrderAsync(), AnswersLate);
        await AuthorizeAsync(payment);
        await ReachAsync(payment, PaymentStatus.Failed);

        Module.StartWebhooks(Payments);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var later = await StartPaymentAsync(await PlaceOrderAsync(), AnswersLate);
        await AuthorizeAsync(later);
        await ReachAsync(later, PaymentStatus.Authorized);

        (await StatusAsync(payment)).ShouldBe(PaymentStatus.Failed);
        News().OfType<PaymentFailedV1>().ShouldHaveSingleItem().Code.ShouldBe("gateway_timeout");
        (await AtGatewayAsync(payment)).ShouldBe(GatewayTotals.Nothing("EUR"));
    }

    [Fact]
    public async Task A_late_answer_is_delivered_after_a_restart()
    {
        var payment = await StartPaymentAsync(await PlaceOrderAsync(), AnswersLate);
        await AuthorizeAsync(payment);
        await SettleAsync();
        await StopAsync();
        Clock.Advance(TimeSpan.FromSeconds(4));
        await StartAsync();

        await WaitAsync(async () => await StatusAsync(payment) == PaymentStatus.Authorized);
        await BooksShouldAgreeAsync(payment);
    }

    [Fact]
    public async Task An_authorisation_that_took_place_unheard_counts_when_it_is_called_off_too_late()
    {
        Line.Fault = (operation, _, _) => operation == "authorize" ? LineFault.LosesAnswer : LineFault.None;
        var payment = await StartPaymentAsync(await PlaceOrderAsync());
        await AuthorizeAsync(payment);

        await ReachAsync(payment, PaymentStatus.Authorized);
        await BooksShouldAgreeAsync(payment);
    }

    [Fact]
    public async Task A_capture_that_never_arrives_fails_after_minutes_and_lets_go_of_what_is_reserved()
    {
        Line.Fault = (operation, _, _) => operation == "capture" ? LineFault.LosesQuestion : LineFault.None;
        var payment = await StartPaymentAsync(await PlaceOrderAsync());
        await AuthorizeAsync(payment);
        await ReachAsync(payment, PaymentStatus.Authorized);
        var began = Clock.GetUtcNow();
        await CaptureAsync(payment);
        await ReachAsync(payment, PaymentStatus.Failed);
        (Clock.GetUtcNow() - began).ShouldBeGreaterThan(TimeSpan.FromMinutes(5));
        await UntilAsync(async () => (await DetailsAsync(payment)).IsReleased, "released");

        var failed = News().OfType<PaymentFailedV1>().ShouldHaveSingleItem();
        (failed.Stage, failed.Code).ShouldBe((PaymentStage.Capture, "gateway_timeout"));
        News().OfType<PaymentVoidedV1>().ShouldBeEmpty();
        await BooksShouldAgreeAsync(payment);
    }

    [Fact]
    public async Task A_capture_that_took_place_unheard_counts()
    {
        Line.Fault = (operation, _, _) => operation == "capture" ? LineFault.LosesAnswer : LineFault.None;
        var payment = await StartPaymentAsync(await PlaceOrderAsync());
        await AuthorizeAsync(payment);
        await ReachAsync(payment, PaymentStatus.Authorized);
        await CaptureAsync(payment);
        await ReachAsync(payment, PaymentStatus.Captured);
        await BooksShouldAgreeAsync(payment);
    }

    [Fact]
    public async Task A_refund_that_never_arrives_is_told_as_failed_and_its_money_is_left_to_another()
    {
        var payment = await PaidAsync();
        Line.Fault = (operation, key, _) => operation == "refund" && key.EndsWith(":r1", StringComparison.Ordinal) ? LineFault.LosesQuestion : LineFault.None;
        await RefundAsync(payment, "r1", 12_345);
        await UntilAsync(async () => (await DetailsAsync(payment)).Refunds[0].Status == "failed", "refund failed");
        News().OfType<PaymentRefundFailedV1>().ShouldHaveSingleItem().RefundId.ShouldBe("r1");

        await RefundAsync(payment, "r2", 12_345);
        await UntilAsync(async () => (await DetailsAsync(payment)).Refunded == Euros(12_345), "refunded");
        await BooksShouldAgreeAsync(payment);
    }

    [Fact]
    public void The_end_of_an_order_abandons_its_payment() =>
        ReactionSpec.For(Module, new OnOrderEnded())
            .Given(new OrderEndedV1("o1", new("a@example.org", null, "A"), OrderEnd.Cancelled, "Cancelled."))
            .Then(new AbandonOrderPayment("o1"));

    [Fact]
    public void A_webhook_is_believed_only_with_its_signature()
    {
        var signature = new WebhookSignature(new byte[32]);
        var webhooks = new PaymentWebhooks(signature);
        var payment = new PaymentId(Guid.CreateVersion7());
        var body = WebhookBody.Of($"{payment}:authorization", new GatewayAnswer.Approved("auth_1")).ToBytes();

        webhooks.CommandOf(body, signature.Sign(body)).ShouldBe(new RecordGatewayAnswer(payment, $"{payment}:authorization", new GatewayAnswer.Approved("auth_1")));
        webhooks.CommandOf(body, null).ShouldBeNull();
        webhooks.CommandOf(body, signature.Sign(body.AsSpan(1))).ShouldBeNull();
        webhooks.CommandOf(body, new WebhookSignature([.. Enumerable.Repeat((byte)1, 32)]).Sign(body)).ShouldBeNull();
        var junk = "{}"u8.ToArray();
        Should.Throw<RefusedException>(() => webhooks.CommandOf(junk, signature.Sign(junk))).Kind.ShouldBe(RefusalKind.Invalid);
        var other = WebhookBody.Of("nobody:authorization", new GatewayAnswer.Approved("auth_1")).ToBytes();
        Should.Throw<RefusedException>(() => webhooks.CommandOf(other, signature.Sign(other))).Kind.ShouldBe(RefusalKind.NotFound);
    }
}
