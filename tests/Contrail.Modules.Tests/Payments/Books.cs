using Contrail.Contracts.Payments;
using Contrail.Engine.Domain;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Features.Reconcile;
using Contrail.Payments.Gateway;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Payments;

/// <summary>Our books and the gateway's say the same, whatever is asked for and whatever gets lost on the way.</summary>
public sealed class Books : PaymentsScenario
{
    private static readonly string[] Cards = [Approves, Approves, LosesAnswers, AnswersLate, Declines, KeepsSilent];
    private static readonly string[] Words = ["authorize", "capture", "void", "refund", "later"];

    [Fact]
    public void Whatever_is_asked_for_and_lost_both_books_say_the_same_and_nothing_is_captured_twice()
    {
        var step = from word in Gen.Elements(Words) from cents in Gen.Choose(1, 6_000) select (word, cents);
        var plan =
            from card in Gen.Elements(Cards)
            from steps in step.ListOf(8)
            from faults in Gen.Choose(0, 3).ListOf(24)
            select new Plan(card, [.. steps], [.. faults]);
        Prop.ForAll(plan.ListOf(4).ToArbitrary(), plans => RunAsync([.. plans]).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Fact]
    public async Task Books_that_agree_have_no_differences()
    {
        await PaidAsync();
        await PaidAsync(LosesAnswers);

        (await CompareAsync()).ShouldSatisfyAllConditions(r => r.Differences.ShouldBeEmpty(), r => r.Payments.ShouldBe(2), r => r.AtGateway.ShouldBe(2));
    }

    [Fact]
    public async Task What_the_gateway_did_and_we_do_not_know_is_found_and_said_to_be_in_motion()
    {
        Line.Fault = (operation, _, _) => operation == "capture" ? LineFault.LosesAnswer : LineFault.None;
        var payment = await StartPaymentAsync(await PlaceOrderAsync());
        await AuthorizeAsync(payment);
        await ReachAsync(payment, PaymentStatus.Authorized);
        await CaptureAsync(payment);
        await SettleAsync();

        var difference = (await CompareAsync()).Differences.ShouldHaveSingleItem();
        difference.PaymentId.ShouldBe(payment.ToString());
        difference.IsInMotion.ShouldBeTrue();
        (difference.Ours.Captured, difference.Gateway.Captured).ShouldBe((Euros(0), Euros(12_345)));
        await ReachAsync(payment, PaymentStatus.Captured);
        (await CompareAsync()).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Entries_that_were_lost_or_added_at_the_gateway_are_found()
    {
        var (kept, lost) = (await PaidAsync(), await PaidAsync());
        await StopAsync();
        ChangeLedger($"update operations set amount_minor = amount_minor + 1 where key = '{kept}:capture'");
        ChangeLedger($"delete from operations where key like '{lost}:%'");
        ChangeLedger("insert into operations select 'ffffffffffffffffffffffffffffffff:authorization', kind, 'auth_x', reference, scenario, 77, currency, outcome, code, reason, at from operations where kind = 'authorization'");
        await StartAsync();

        var differences = (await CompareAsync()).Differences;
        differences.ShouldAllBe(d => !d.IsInMotion);
        differences.Select(d => d.PaymentId).ShouldBe([.. new[] { kept.ToString(), lost.ToString(), "ffffffffffffffffffffffffffffffff" }.Order(StringComparer.Ordinal)]);
        differences.Single(d => d.OrderId is null).Gateway.Authorized.ShouldBe(Euros(77));
        differences.Single(d => d.PaymentId == lost.ToString()).Gateway.ShouldBe(GatewayTotals.Nothing("EUR"));
    }

    private Task<ReconciliationReport> CompareAsync() => new Reconciliation(Payments, Module.Ledger).CompareAsync(Cancel);

    private void ChangeLedger(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={SimulatorFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBe(sql.StartsWith("delete", StringComparison.Ordinal) ? 2 : 1);
    }

    private async Task RunAsync(IReadOnlyList<Plan> plans)
    {
        Told.Clear();
        var payments = new List<PaymentId>();
        var faults = plans.SelectMany(p => p.Faults).ToList();
        var asked = 0;
        Line.Fault = (_, _, _) => Interlocked.Increment(ref asked) is var n && n <= faults.Count && faults[n - 1] is 1 or 2 ? (LineFault)faults[n - 1] : LineFault.None;
        foreach (var plan in plans)
        {
            payments.Add(await StartPaymentAsync(await PlaceOrderAsync(cents: 10_000), plan.Card));
        }

        for (var i = 0; i < plans.Max(p => p.Steps.Count); i++)
        {
            await Task.WhenAll(plans.Zip(payments).Where(p => i < p.First.Steps.Count).Select(p => StepAsync(p.Second, p.First.Steps[i], i)));
        }

        await UntilAsync(async () => (await Task.WhenAll(payments.Select(DetailsAsync))).All(d => d.Unanswered == 0), "every question is answered");
        foreach (var payment in payments)
        {
            await BooksShouldAgreeAsync(payment);
            var books = await AtGatewayAsync(payment);
            books.Captured.Minor.ShouldBeOneOf(0, 10_000);
            books.Refunded.Minor.ShouldBeLessThanOrEqualTo(books.Captured.Minor);
            (books.IsVoided && books.Captured.Minor > 0).ShouldBeFalse("what was taken was not let go");
            var news = News().OfType<PaymentCapturedV1>().Count(n => n.PaymentId == payment.ToString());
            news.ShouldBe(books.Captured.Minor == 0 ? 0 : 1);
        }

        RefusalsAtGateway().ShouldBe(0, "we never ask for what the gateway's rules forbid");
    }

    /// <summary>Refusals other than those of cards and of keys that we have called off.</summary>
    private long RefusalsAtGateway()
    {
        using var connection = new SqliteConnection($"Data Source={SimulatorFile};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from operations where outcome = 'declined' and code not in ('card_declined', 'abandoned')";
        return (long)command.ExecuteScalar()!;
    }

    private async Task StepAsync(PaymentId payment, (string Word, int Cents) step, int number)
    {
        try
        {
            await (step.Word switch
            {
                "authorize" => AuthorizeAsync(payment),
                "capture" => CaptureAsync(payment),
                "void" => VoidAsync(payment),
                "refund" => RefundAsync(payment, $"r{number}", step.Cents),
                _ => PassAsync(),
            });
        }
        catch (RefusedException)
        {
            // A refusal has no effect; that is what the books are about.
        }
    }

    private async Task PassAsync()
    {
        await SettleAsync();
        Clock.Advance(TimeSpan.FromSeconds(2));
        await SettleAsync();
    }

    private sealed record Plan(string Card, IReadOnlyList<(string Word, int Cents)> Steps, IReadOnlyList<int> Faults);
}
