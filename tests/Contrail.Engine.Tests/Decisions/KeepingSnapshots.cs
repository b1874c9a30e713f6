using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Scenarios;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Decisions;

public abstract class KeepingSnapshots : StoredScenario
{
    private const string Stream = "seat_bank-LH400";

    [Fact]
    public async Task After_a_restart_a_long_stream_is_read_from_its_snapshot()
    {
        var bank = await StartWithSnapshotAsync();
        bank = await RestartAsync(bank);
        Storage.StreamReads.Clear();

        (await bank.HoldAsync("LH400", "one more")).Result.ShouldBe(100 - 53 - 1);

        Storage.StreamReads.ShouldBe([(Stream, 50)]);
        (await bank.BankAsync("LH400")).Version.ShouldBe(55);
    }

    [Fact]
    public async Task A_snapshot_of_another_shape_is_ignored()
    {
        var bank = await StartWithSnapshotAsync();
        await bank.Log.WriteSnapshotAsync(new Snapshot(Stream, "SeatBank.0", 54, """{"another":"shape"}"""u8.ToArray()), Cancel);
        bank = await RestartAsync(bank);

        (await bank.HoldAsync("LH400", "one more")).Result.ShouldBe(100 - 53 - 1);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("{\"id\":7}")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_snapshot_that_cannot_be_read_is_ignored(string json)
    {
        var bank = await StartWithSnapshotAsync();
        await bank.Log.WriteSnapshotAsync(new Snapshot(Stream, "SeatBank.1", 50, System.Text.Encoding.UTF8.GetBytes(json)), Cancel);
        bank = await RestartAsync(bank);

        (await bank.HoldAsync("LH400", "one more")).Result.ShouldBe(100 - 53 - 1);
    }

    [Fact]
    public async Task The_shape_is_part_of_what_a_snapshot_is_found_by()
    {
        var bank = await StartAsync(new SeatsModule(m => m.AddTypes(typeof(Ticked))));
        var kept = new TaskCompletionSource<Snapshot>();
        Storage.SnapshotKept = s => kept.TrySetResult(s);
        await bank.DecideAsync(d => d.Add(First.Counter.Tick("c", 3)));
        (await kept.Task.WaitAsync(Patience, Cancel)).Kind.ShouldBe("Counter.1");
        Storage.StreamReads.Clear();

        await bank.DecideAsync(d => d.Load<Second.Counter>("c").Ticks.ShouldBe(3));

        Storage.StreamReads.ShouldBe([("counter-c", 0)]);
    }

    private async Task<RunningModule> StartWithSnapshotAsync()
    {
        var bank = await StartAsync();
        var kept = new TaskCompletionSource();
        Storage.SnapshotKept = _ => kept.TrySetResult();
        await bank.OpenAsync("LH400", 100);
        foreach (var i in Enumerable.Range(0, 53))
        {
            await bank.HoldAsync("LH400", $"h{i}");
        }

        await kept.Task.WaitAsync(Patience, Cancel);
        return bank;
    }

    [EventType("test.counter.ticked.v1")]
    internal sealed record Ticked(string Id) : IDomainEvent;

    private static class First
    {
        [StreamCategory("counter")]
        [Snapshot(every: 3, shape: 1)]
        internal sealed class Counter : AggregateRoot, ISnapshots<string>
        {
            private string id = "";

            protected internal override string IdText => id;

            public static Counter Tick(string id, int times)
            {
                var counter = new Counter();
                for (var i = 0; i < times; i++)
                {
                    counter.Apply(new Ticked(id));
                }

                return counter;
            }

            public string Capture() => id;

            public void Restore(string captured) => id = captured;

            private void When(Ticked e) => id = e.Id;
        }
    }

    private static class Second
    {
        [StreamCategory("counter")]
        [Snapshot(every: 3, shape: 2)]
        internal sealed class Counter : AggregateRoot, ISnapshots<int>
        {
            public int Ticks { get; private set; }

            protected internal override string IdText => "";

            public int Capture() => Ticks;

            public void Restore(int captured) => Ticks = captured;

            private void When(Ticked e) => Ticks++;
        }
    }
}

public sealed class KeepingSnapshotsInMemory : KeepingSnapshots
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
