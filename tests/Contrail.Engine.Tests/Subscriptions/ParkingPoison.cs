using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Tests.Scenarios;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Subscriptions;

/// <summary>An event that cannot be handled is set aside with the later ones of its stream; others flow.</summary>
public abstract class ParkingPoison : StoredScenario
{
    private const string Stream = "seat_bank-LH400";
    private readonly HeardProjection heard = new() { IsPoison = holder => holder.StartsWith("bad", StringComparison.Ordinal) };
    private readonly Outside outside = new();
    private RunningModule bank = null!;

    [Fact]
    public async Task Others_flow_and_followers_wait()
    {
        await StartPoisonedAsync();

        (await HeardAsync("LH400")).ShouldBe("a ");
        (await HeardAsync("BA1")).ShouldBe("x y z ");
        var parked = await bank.Subscriptions.ReadParkedAsync(HeardProjection.TableOf(), 0, 10, Cancel);
        parked.Select(p => (p.Stream, p.Error)).ShouldBe(
            [(Stream, "InvalidOperationException: bad cannot be heard."), (Stream, "Waits behind an earlier event of its stream."), (Stream, "Waits behind an earlier event of its stream.")]);
        parked.Select(p => p.Attempts).ShouldBe([3, 0, 0]);
        bank.Progress.Single(p => p.Name == HeardProjection.TableOf()).ParkedStreams.ShouldBe(1);
        (await bank.VerifyAsync()).ReadModels.ShouldAllBe(r => r.Differences.Count == 0);
    }

    [Fact]
    public async Task After_a_restart_the_stream_still_waits()
    {
        await StartPoisonedAsync();
        bank = await RestartAsync(bank, Definition());
        await bank.HoldAsync("LH400", "d");
        await bank.HoldAsync("BA1", "w");
        await Doing.SettleAsync(bank);

        (await HeardAsync("LH400")).ShouldBe("a ");
        (await HeardAsync("BA1")).ShouldBe("x y z w ");
        (await bank.Subscriptions.ReadParkedAsync(HeardProjection.TableOf(), 0, 10, Cancel)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_dry_run_tells_what_a_redrive_would_do_and_does_nothing()
    {
        await StartPoisonedAsync();
        (await bank.TryParkedAsync(HeardProjection.TableOf(), Stream, Cancel)).Select(t => t.Error).ShouldBe(["bad cannot be heard.", null, null]);

        heard.IsPoison = _ => false;

        (await bank.TryParkedAsync(HeardProjection.TableOf(), Stream, Cancel)).Select(t => t.Error).ShouldBe([null, null, null]);
        (await HeardAsync("LH400")).ShouldBe("a ");
        (await bank.Subscriptions.ReadActsAsync(10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_the_fix_a_redrive_handles_all_in_order_and_is_recorded()
    {
        await StartPoisonedAsync();
        heard.IsPoison = _ => false;

        (await bank.ActOnParkedAsync(OperatorActKind.Redrive, HeardProjection.TableOf(), Stream, "user:eve", "fixed in 1.2", cancellation: Cancel)).ShouldBe(3);

        await UnparkedAsync();
        await bank.HoldAsync("LH400", "d");
        await Doing.SettleAsync(bank);
        (await HeardAsync("LH400")).ShouldBe("a bad b c d ");
        var act = (await bank.Subscriptions.ReadActsAsync(10, Cancel)).ShouldHaveSingleItem();
        (act.Kind, act.Subscription, act.Stream, act.Actor, act.Reason).ShouldBe((OperatorActKind.Redrive, HeardProjection.TableOf(), Stream, "user:eve", "fixed in 1.2"));
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task A_redrive_before_the_fix_parks_it_again_and_lets_nothing_overtake()
    {
        await StartPoisonedAsync();

        await bank.ActOnParkedAsync(OperatorActKind.Redrive, HeardProjection.TableOf(), Stream, "user:eve", "perhaps", cancellation: Cancel);

        await ParkedAsync(parked => parked.Count == 3 && parked[0].Attempts == 6 && !parked[0].RedriveRequested);
        (await HeardAsync("LH400")).ShouldBe("a ");
    }

    [Fact]
    public async Task Discarding_the_head_lets_its_followers_through()
    {
        await StartPoisonedAsync();
        var head = (await bank.Subscriptions.ReadParkedAsync(HeardProjection.TableOf(), 0, 1, Cancel)).Single().Position;

        (await bank.ActOnParkedAsync(OperatorActKind.Discard, HeardProjection.TableOf(), Stream, "user:eve", "nonsense", head, Cancel)).ShouldBe(1);

        await UnparkedAsync();
        (await HeardAsync("LH400")).ShouldBe("a b c ");
        (await bank.Subscriptions.ReadActsAsync(10, Cancel)).ShouldHaveSingleItem().UpTo.ShouldBe(head);
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task Rows_that_the_store_can_never_hold_park_the_event_they_come_from()
    {
        heard.IsPoison = _ => false;
        Storage.BeforeCommit = (_, commit) => commit.Rows.Any(r => r.Upserts.Any(u => u[1] is string text && text.Contains("bad", StringComparison.Ordinal)))
            ? throw new InvalidDataException("The test says: no store can hold this.")
            : Task.CompletedTask;
        await StartPoisonedAsync();

        (await HeardAsync("LH400")).ShouldBe("a ");
        (await HeardAsync("BA1")).ShouldBe("x y z ");
        await bank.ActOnParkedAsync(OperatorActKind.Redrive, HeardProjection.TableOf(), Stream, "user:eve", "perhaps", cancellation: Cancel);
        await ParkedAsync(parked => parked.Count == 3 && parked[0].Attempts == 2 && !parked[0].RedriveRequested);
        Storage.Heal();
        await bank.ActOnParkedAsync(OperatorActKind.Redrive, HeardProjection.TableOf(), Stream, "user:eve", "another store", cancellation: Cancel);

        await UnparkedAsync();
        (await HeardAsync("LH400")).ShouldBe("a bad b c ");
        await bank.ShouldVerifyAsync();
    }

    [Fact]
    public async Task An_act_on_nothing_concerns_nothing_and_is_not_recorded()
    {
        await StartPoisonedAsync();

        (await bank.ActOnParkedAsync(OperatorActKind.Discard, HeardProjection.TableOf(), "seat_bank-BA1", "user:eve", "?", cancellation: Cancel)).ShouldBe(0);
        (await bank.Subscriptions.ReadActsAsync(10, Cancel)).ShouldBeEmpty();
        await Should.ThrowAsync<ArgumentException>(() => bank.ActOnParkedAsync(OperatorActKind.Discard, "no_such", Stream, "user:eve", "?", cancellation: Cancel));
    }

    [Fact]
    public async Task A_side_effect_that_throws_is_parked_and_redriven_under_the_same_key()
    {
        outside.Perform = holder => holder == "bad" ? throw new InvalidOperationException("The outside says no.") : Task.FromResult<ICommand?>(null);
        await StartPoisonedAsync();
        outside.Calls.Select(c => c.Holder).Where(h => h is "a" or "bad" or "b" or "c").ShouldBe(["a", "bad", "bad", "bad"]);
        outside.Perform = _ => Task.FromResult<ICommand?>(null);

        await bank.ActOnParkedAsync(OperatorActKind.Redrive, nameof(Outside), Stream, "user:eve", "they fixed it", cancellation: Cancel);

        await ParkedAsync(parked => parked.Count == 0, nameof(Outside));
        outside.Calls.Select(c => c.Holder).Where(h => h is "a" or "bad" or "b" or "c").ShouldBe(["a", "bad", "bad", "bad", "bad", "b", "c"]);
        outside.Calls.Where(c => c.Holder == "bad").Select(c => c.Key).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_handler_that_gives_up_though_nobody_asked_it_to_is_parked_like_any_other()
    {
        outside.Perform = holder => holder == "bad" ? throw new OperationCanceledException("Given up.") : Task.FromResult<ICommand?>(null);

        await StartPoisonedAsync();

        outside.Calls.Select(c => c.Holder).Where(h => h is "a" or "bad" or "b" or "c").ShouldBe(["a", "bad", "bad", "bad"]);
        (await bank.Subscriptions.ReadParkedAsync(nameof(Outside), 0, 10, Cancel)).Select(p => p.Error)
            .ShouldBe(["OperationCanceledException: Given up.", "Waits behind an earlier event of its stream.", "Waits behind an earlier event of its stream."]);
    }

    private async Task StartPoisonedAsync()
    {
        bank = await StartAsync(Definition());
        await bank.OpenAsync("LH400");
        await bank.OpenAsync("BA1");
        foreach (var (one, other) in new[] { ("a", "x"), ("bad", "y"), ("b", "z") })
        {
            await bank.HoldAsync("LH400", one);
            await bank.HoldAsync("BA1", other);
        }

        await bank.HoldAsync("LH400", "c");
        await Doing.SettleAsync(bank);
    }

    private SeatsModule Definition() => new(m => m.AddProjection(heard).AddSideEffect(outside));

    private async Task<string?> HeardAsync(string id) => (await bank.FindAsync<Heard>("heard", id, Cancel))?.Holders;

    private Task UnparkedAsync() => ParkedAsync(parked => parked.Count == 0);

    /// <summary>Waits for what an act leads to, from commit to commit.</summary>
    private Task ParkedAsync(Func<IReadOnlyList<ParkedEvent>, bool> become, string? subscription = null) =>
        Storage.UntilAsync(async () => become(await bank.Subscriptions.ReadParkedAsync(subscription ?? HeardProjection.TableOf(), 0, 100, Cancel)), Patience);
}

public sealed class ParkingPoisonInMemory : ParkingPoison
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
