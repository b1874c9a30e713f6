using Contrail.Contracts;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Gateway;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Payments;

/// <summary>The process ends at the worst instants: what was asked is asked again under its key, and takes place once.</summary>
public sealed class PaymentCrashes : PaymentsScenario
{
    private static readonly string[] Operations = ["authorize", "capture", "void", "refund", "abandon"];
    private static readonly string[] Cards = [Approves, LosesAnswers];

    public static TheoryData<string, string, string> EveryInstant =>
    [
        .. from operation in Operations
           from instant in new[] { nameof(LineFault.EndsBeforeAsking), nameof(LineFault.EndsBeforeRecording) }
           from card in operation == "abandon" ? [KeepsSilent] : Cards
           select new TheoryDataRow<string, string, string>(operation, instant, card),
    ];

    [Theory]
    [MemberData(nameof(EveryInstant))]
    public async Task Whenever_the_process_ends_each_operation_takes_place_once(string operation, string instant, string card)
    {
        var fault = Enum.Parse<LineFault>(instant);
        var ended = 0;
        Line.Fault = (asked, _, _) => asked == operation && Interlocked.Exchange(ref ended, 1) == 0 ? fault : LineFault.None;

        var payment = await StartPaymentAsync(await PlaceOrderAsync(), card);
        var expected = await GoAsync(payment, operation, card);

        ended.ShouldBe(1, "the process has ended in between");
        (await AtGatewayAsync(payment)).ShouldBe(expected);
        await BooksShouldAgreeAsync(payment);
    }

    [Theory]
    [InlineData("AskForAuthorization")]
    [InlineData("AskForCapture")]
    [InlineData("AskForRefund")]
    public async Task Progress_that_was_lost_repeats_questions_and_changes_nothing(string subscription)
    {
        var payment = await PaidAsync(LosesAnswers);
        await RefundAsync(payment, "r1", 100);
        await UntilAsync(async () => (await DetailsAsync(payment)).Refunded == Euros(100), "refunded");
        var (books, head, asked) = (await AtGatewayAsync(payment), (await Payments.Log.ReadHeadAsync(Cancel)).Position, Line.Asked);

        await ForgetAsync(subscription);
        await StopAsync();
        await StartAsync();
        await SettleAsync();

        Line.Asked.ShouldBeGreaterThan(asked, "the questions were repeated");
        (await Payments.Log.ReadHeadAsync(Cancel)).Position.ShouldBe(head);
        (await AtGatewayAsync(payment)).ShouldBe(books);
    }

    private async Task<GatewayTotals> GoAsync(PaymentId payment, string operation, string card)
    {
        await AuthorizeAsync(payment);
        await ThroughAsync(payment, operation is "authorize" or "abandon", card == KeepsSilent ? PaymentStatus.Failed : PaymentStatus.Authorized);
        if (operation is "authorize" or "abandon")
        {
            return GatewayTotals.Nothing("EUR") with { Authorized = Euros(card == KeepsSilent ? 0 : 12_345) };
        }

        if (operation is "void")
        {
            await VoidAsync(payment);
            await ThroughAsync(payment, ends: true, PaymentStatus.Voided);
            return GatewayTotals.Nothing("EUR") with { Authorized = Euros(12_345), IsVoided = true };
        }

        await CaptureAsync(payment);
        await ThroughAsync(payment, operation == "capture", PaymentStatus.Captured);
        var refunded = operation == "refund" ? 500 : 0;
        if (refunded > 0)
        {
            await RefundAsync(payment, "r1", refunded);
            await EndAndStartAgainAsync();
            await UntilAsync(async () => (await DetailsAsync(payment)).Refunded == Euros(refunded), "refunded");
        }

        return new GatewayTotals(Euros(12_345), Euros(12_345), Euros(refunded), IsVoided: false);
    }

    private async Task ThroughAsync(PaymentId payment, bool ends, PaymentStatus status)
    {
        if (ends)
        {
            await EndAndStartAgainAsync();
        }

        await ReachAsync(payment, status);
    }

    /// <summary>Lets time pass until the line has come to the instant.</summary>
    private async Task EndAndStartAgainAsync()
    {
        for (var tries = 0; await Task.WhenAny(Line.AtTheEnd.Task, Task.Delay(20, Cancel)) != Line.AtTheEnd.Task; tries++)
        {
            tries.ShouldBeLessThan(1_000, "the line never came to the instant");
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await StopAsync();
        await StartAsync();
    }
}
