using Contrail.Contracts;
using Contrail.Engine.Testing.Specs;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Gateway;
using Contrail.Payments.Simulator;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Payments;

/// <summary>The simulator keeps its own books and refuses what they do not bear.</summary>
public sealed class SimulatorRules : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("simulator-").FullName;
    private readonly ManualClock clock = new();
    private PaymentSimulator simulator = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(directory, "payment-simulator.db");

    public ValueTask InitializeAsync()
    {
        Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await simulator.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task The_same_key_has_the_same_effect_and_answer_also_after_a_restart()
    {
        var first = await AuthorizeAsync("p1:authorization");
        await simulator.DisposeAsync();
        Open();

        (await AuthorizeAsync("p1:authorization")).ShouldBe(first);
        (await simulator.ReadTotalsAsync(Cancel))["p1"].Authorized.ShouldBe(Euros(100));
        (await simulator.FindAsync("p1:authorization", Cancel)).ShouldBe(new GatewayAnswer.Approved(first));
    }

    [Fact]
    public async Task The_same_key_for_something_else_is_refused()
    {
        await AuthorizeAsync("p1:authorization");

        CodeOf(await simulator.AuthorizeAsync("p1:authorization", await TokenAsync(), Euros(101), "o1", Cancel)).ShouldBe("key_reused");
        CodeOf(await simulator.CaptureAsync("p1:authorization", "auth", Euros(100), Cancel)).ShouldBe("key_reused");
    }

    [Fact]
    public async Task No_more_is_captured_than_was_authorised()
    {
        var authorization = await AuthorizeAsync("p1:authorization");

        CodeOf(await simulator.CaptureAsync("a", authorization, Euros(101), Cancel)).ShouldBe("exceeds_authorization");
        IdOf(await simulator.CaptureAsync("b", authorization, Euros(100), Cancel)).ShouldNotBeNull();
        CodeOf(await simulator.CaptureAsync("c", authorization, Euros(1), Cancel)).ShouldBe("exceeds_authorization");
        CodeOf(await simulator.CaptureAsync("d", "auth_unknown", Euros(1), Cancel)).ShouldBe("unknown_authorization");
        CodeOf(await simulator.CaptureAsync("e", authorization, new Money(0, "EUR"), Cancel)).ShouldBe("exceeds_authorization");
    }

    [Fact]
    public async Task No_more_is_given_back_than_was_captured()
    {
        var capture = IdOf(await simulator.CaptureAsync("p1:capture", await AuthorizeAsync("p1:authorization"), Euros(100), Cancel));

        IdOf(await simulator.RefundAsync("a", capture, Euros(60), Cancel)).ShouldNotBeNull();
        CodeOf(await simulator.RefundAsync("b", capture, Euros(41), Cancel)).ShouldBe("exceeds_capture");
        IdOf(await simulator.RefundAsync("c", capture, Euros(40), Cancel)).ShouldNotBeNull();
        CodeOf(await simulator.RefundAsync("d", capture, new Money(1, "USD"), Cancel)).ShouldBe("exceeds_capture");
        CodeOf(await simulator.RefundAsync("e", "capt_unknown", Euros(1), Cancel)).ShouldBe("unknown_capture");
    }

    [Fact]
    public async Task Only_what_was_not_captured_is_voided_and_what_was_voided_is_not_captured()
    {
        var (kept, left) = (await AuthorizeAsync("p1:authorization"), await AuthorizeAsync("p2:authorization"));
        await simulator.CaptureAsync("p1:capture", kept, Euros(100), Cancel);

        CodeOf(await simulator.VoidAsync("p1:void", kept, Cancel)).ShouldBe("already_captured");
        IdOf(await simulator.VoidAsync("p2:void", left, Cancel)).ShouldNotBeNull();
        CodeOf(await simulator.VoidAsync("p2:void again", left, Cancel)).ShouldBe("authorization_voided");
        CodeOf(await simulator.CaptureAsync("p2:capture", left, Euros(100), Cancel)).ShouldBe("authorization_voided");
        (await simulator.ReadTotalsAsync(Cancel))["p2"].ShouldBe(new GatewayTotals(Euros(100), Euros(0), Euros(0), IsVoided: true));
    }

    [Fact]
    public async Task An_abandoned_key_is_spent_also_after_a_restart()
    {
        CodeOf(await simulator.AbandonAsync("p1:authorization", Cancel)).ShouldBe(GatewayAnswer.Declined.Abandoned);
        await simulator.DisposeAsync();
        Open();

        CodeOf(await simulator.AuthorizeAsync("p1:authorization", await TokenAsync(), Euros(100), "o1", Cancel)).ShouldBe(GatewayAnswer.Declined.Abandoned);
        CodeOf(await simulator.AbandonAsync("p1:authorization", Cancel)).ShouldBe(GatewayAnswer.Declined.Abandoned);
        (await simulator.ReadTotalsAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Abandoning_what_took_place_says_what_came_of_it()
    {
        var authorization = await AuthorizeAsync("p1:authorization");
        (await simulator.AbandonAsync("p1:authorization", Cancel)).ShouldBe(new GatewayAnswer.Approved(authorization));
        await simulator.AuthorizeAsync("p2:authorization", await TokenAsync("4000000000000002"), Euros(1), "o1", Cancel);
        CodeOf(await simulator.AbandonAsync("p2:authorization", Cancel)).ShouldBe("card_declined");
    }

    [Fact]
    public async Task An_answer_that_was_abandoned_while_it_was_pending_never_comes()
    {
        var heard = new List<string>();
        (await simulator.AuthorizeAsync("p1:authorization", await TokenAsync("4000000000000077"), Euros(100), "o1", Cancel)).ShouldBe(new GatewayAnswer.Pending());
        (await simulator.AuthorizeAsync("p2:authorization", await TokenAsync("4000000000000077"), Euros(100), "o1", Cancel)).ShouldBe(new GatewayAnswer.Pending());
        CodeOf(await simulator.AbandonAsync("p1:authorization", Cancel)).ShouldBe(GatewayAnswer.Declined.Abandoned);

        await HearAsync(heard, "p2:authorization");
        heard.ShouldBe(["p2:authorization"]);
        (await simulator.ReadTotalsAsync(Cancel)).Keys.ShouldBe(["p2"]);
    }

    [Fact]
    public async Task A_late_answer_is_repeated_until_it_is_heard_also_after_a_restart()
    {
        await simulator.AuthorizeAsync("p1:authorization", await TokenAsync("4000000000000077"), Euros(100), "o1", Cancel);
        var refused = new TaskCompletionSource();
        simulator.StartWebhooks((_, _) =>
        {
            refused.TrySetResult();
            return Task.FromResult(false);
        });
        clock.Advance(TimeSpan.FromSeconds(4));
        await refused.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        await simulator.DisposeAsync();
        Open();

        clock.Advance(TimeSpan.FromSeconds(60));
        await HearAsync([], "p1:authorization");
    }

    [Fact]
    public async Task A_card_has_one_token_and_its_number_is_in_no_file()
    {
        var token = await TokenAsync();
        (await TokenAsync("4242 4242 4242 4242")).ShouldBe(token);
        (await TokenAsync("5555555555554444")).ShouldNotBe(token);
        await AuthorizeAsync("p1:authorization");
        await simulator.DisposeAsync();

        foreach (var file in Directory.GetFiles(directory))
        {
            System.Text.Encoding.Latin1.GetString(await System.IO.File.ReadAllBytesAsync(file, Cancel)).ShouldNotContain("4242424242424242");
        }
    }

    [Fact]
    public async Task Thousands_of_operations_share_commits()
    {
        var token = await TokenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 3_000).Select(i => simulator.AuthorizeAsync($"p{i}:authorization", token, Euros(1), "o", Cancel)));

        answers.Select(IdOf).Distinct().Count().ShouldBe(3_000);
        (await simulator.ReadTotalsAsync(Cancel)).Count.ShouldBe(3_000);
    }

    [Fact]
    public async Task What_was_answered_is_in_the_files_as_they_lie_when_the_process_is_killed()
    {
        var token = await TokenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => simulator.AuthorizeAsync($"p{i}:authorization", token, Euros(1), "o", Cancel)));
        var copy = Directory.CreateDirectory(Path.Combine(directory, "killed")).FullName;
        foreach (var file in Directory.GetFiles(directory))
        {
            System.IO.File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        await using var next = new PaymentSimulator(new SimulatorOptions(Path.Combine(copy, Path.GetFileName(File)), new byte[32]) { Clock = clock });
        (await next.ReadTotalsAsync(Cancel)).Count.ShouldBe(200);
        (await next.AuthorizeAsync("p0:authorization", token, Euros(1), "o", Cancel)).ShouldBe(answers[0]);
    }

    private static Money Euros(long cents) => new(cents, "EUR");

    private static string IdOf(GatewayAnswer answer) => answer.ShouldBeOfType<GatewayAnswer.Approved>().Id;

    private static string CodeOf(GatewayAnswer answer) => answer.ShouldBeOfType<GatewayAnswer.Declined>().Code;

    private void Open() => simulator = new PaymentSimulator(new SimulatorOptions(File, new byte[32]) { Clock = clock, Silence = TimeSpan.Zero });

    private async Task<string> TokenAsync(string number = "4242424242424242") => (await simulator.TokenizeAsync(new Card(number), Cancel)).Token;

    private async Task<string> AuthorizeAsync(string key) => IdOf(await simulator.AuthorizeAsync(key, await TokenAsync(), Euros(100), "o1", Cancel));

    private async Task HearAsync(List<string> heard, string awaited)
    {
        var done = new TaskCompletionSource();
        simulator.StartWebhooks((body, _) =>
        {
            heard.Add(body.Key);
            if (body.Key == awaited)
            {
                done.TrySetResult();
            }

            return Task.FromResult(true);
        });
        clock.Advance(TimeSpan.FromSeconds(4));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
    }
}
