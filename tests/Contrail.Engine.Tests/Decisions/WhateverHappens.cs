using System.Collections.Concurrent;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Reactions;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank.SeatBanks;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Decisions;

/// <summary>However callers, repeats, failures and restarts interleave, these hold.</summary>
public abstract class WhateverHappens
{
    protected virtual int Scripts => 60;

    /// <summary>Whether two nodes may have the storage open.</summary>
    protected virtual bool AllowsSeveralNodes => true;

    /// <summary>Skips the test where the store cannot be had.</summary>
    protected virtual void SkipWithoutStore()
    {
    }

    protected abstract ValueTask<IStorage> CreateAsync();

    protected virtual ValueTask DestroyAsync(IStorage created) => ValueTask.CompletedTask;

    [Fact]
    public async Task One_outcome_for_each_command_no_gaps_and_everybody_sees_each_event_once_in_order()
    {
        SkipWithoutStore();
        await Task.Run(
            () => Prop.ForAll(ModuleScript.Any, script => PlayAsync(script).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(Scripts)),
            TestContext.Current.CancellationToken);
    }

    private async Task PlayAsync(ModuleScript script)
    {
        var created = await CreateAsync();
        var (storage, answers, seen) = (new FaultyStorage(created), new ConcurrentDictionary<Guid, ConcurrentBag<string>>(), new Seen());
        storage.BeforeCommit = async (_, _) => await Task.Yield(); // Long enough for the next page to be handled.
        var nodes = await StartAsync(script, storage, seen);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => nodes[0].OpenAsync($"B{i}", 12)));
        foreach (var wave in script.Waves)
        {
            (storage.UnavailableAppends, storage.LostAnswers) = (wave.Faults.UnavailableAppends, wave.Faults.LostAnswers);
            var lost = wave.Faults.LostCommits;
            (storage.UnavailableCommits, storage.LosesCommit) = (wave.Faults.UnavailableCommits, _ => Interlocked.Decrement(ref lost) >= 0);
            await Task.WhenAll(wave.Calls.Select((call, i) => Task.Run(() => CallAsync(nodes[i % nodes.Length], call, answers))));
            if (wave.Restarts)
            {
                await Task.WhenAll(nodes.Select(n => n.DisposeAsync().AsTask()));
                nodes = await StartAsync(script, storage, seen);
            }
        }

        await Doing.SettleAsync(nodes);
        storage.Heal();
        answers.Values.ShouldAllBe(given => given.Distinct().Count() == 1);
        await ShouldHoldAsync(nodes[^1], seen);
        await Task.WhenAll(nodes.Select(n => n.DisposeAsync().AsTask()));
        await DestroyAsync(created);
    }

    private Task<RunningModule[]> StartAsync(ModuleScript script, IStorage storage, Seen seen)
    {
        var module = new SeatsModule(m => m.AddProjection(new BankOverviewProjection()).AddProjection(new HeardProjection()).AddSideEffect(seen));
        return Task.WhenAll(Enumerable.Range(0, AllowsSeveralNodes ? script.Nodes : 1).Select(n => RunningModule.StartAsync(module, storage, new ModuleOptions
        {
            Node = $"node{n}",
            Decisions = new DecisionOptions { CachedStates = script.CachedStates, RecentOutcomes = 5, MaxAttempts = 1000 },
            Subscriptions = new() { PageSize = script.PageSize, CachedRows = script.CachedStates, Poll = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromMilliseconds(10) },
        })));
    }

    private static async Task CallAsync(RunningModule bank, Call call, ConcurrentDictionary<Guid, ConcurrentBag<string>> answers)
    {
        var id = new Guid(call.Command, 1, 0, new byte[8]);
        var (seats, holder) = (new SeatBankId($"B{call.Bank}"), $"h{call.Holder}");
        string answer;
        try
        {
            answer = call.Kind switch
            {
                CallKind.Hold => $"{(await bank.HoldAsync(seats.Value, holder, call.Seats, id)).Result}",
                CallKind.Release => $"{(await ExecuteAsync(new ReleaseSeats(seats, holder))).Position}",
                CallKind.Sell => $"{(await ExecuteAsync(new SellSeats(seats, holder))).Position}",
                _ => $"{(await ExecuteAsync(new MoveSeats(seats, new($"B{(call.Bank + 1) % 3}"), holder, call.Seats))).Position}",
            };
        }
        catch (RefusedException refusal)
        {
            answer = $"{refusal.Key}: {refusal.Message}";
        }

        answers.GetOrAdd(id, _ => []).Add(answer);

        Task<CommandResult> ExecuteAsync(ICommand command) => bank.Decisions.ExecuteAsync(command, CommandContext.For(id)).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task ShouldHoldAsync(RunningModule bank, Seen seen)
    {
        var log = await bank.Log.ReadAllAsync(pageSize: 13).ToListAsync();
        log.Select(e => e.Position).ShouldBe(Enumerable.Range(1, log.Count).Select(i => (long)i));
        foreach (var stream in log.GroupBy(e => e.Stream))
        {
            stream.Select(e => e.Version).ShouldBe(Enumerable.Range(1, stream.Count()).Select(i => (long)i));
        }

        foreach (var id in new[] { "B0", "B1", "B2" })
        {
            var state = await bank.BankAsync(id);
            state.Free.ShouldBeGreaterThanOrEqualTo(0);
            var row = (await bank.FindAsync<BankOverview>("bank_overview", id))!;
            (row.Held, row.Sold, row.Free).ShouldBe((state.Held, state.Sold, state.Free));
            var held = log.Where(e => e.Type == "bank.seat_bank.seats_held" && e.Stream == $"seat_bank-{id}").ToList();
            var expected = string.Concat(held.Select(e => $"{((SeatsHeld)bank.Serializer.Deserialize(e)).Holder} "));
            ((await bank.FindAsync<Heard>("heard", id))?.Holders ?? "").ShouldBe(expected);
            seen.Of($"seat_bank-{id}").ShouldBe(held.Select(e => e.Version));
        }

        await bank.ShouldVerifyAsync();
    }

    /// <summary>What a subscriber outside saw, each version counted when it was first seen.</summary>
    private sealed class Seen : ISideEffect<SeatsHeld>
    {
        private readonly ConcurrentDictionary<string, List<long>> versions = new(StringComparer.Ordinal);

        public IEnumerable<long> Of(string stream) => versions.TryGetValue(stream, out var seen) ? seen.Distinct() : [];

        public Task<ICommand?> PerformAsync(EventEnvelope<SeatsHeld> e, Guid idempotencyKey, CancellationToken cancellation)
        {
            versions.GetOrAdd(e.Recorded.Stream, _ => []).Add(e.Recorded.Version);
            return Task.FromResult<ICommand?>(null);
        }
    }
}

public sealed class WhateverHappensInMemory : WhateverHappens
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
