using Contrail.Engine.Log;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Snapshots.
public abstract partial class LogConformance
{
    [Fact]
    public async Task A_stream_without_a_snapshot_has_none()
    {
        (await Log.ReadSnapshotAsync("bank-1", "SeatBank.1", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_snapshot_comes_back_as_it_was_given()
    {
        var given = new Snapshot("bank-1", "SeatBank.1", 12, Draft.Bytes("""{ "name":"Zoë ✈️ \u0000 \ud800","b":1,"a":2 }"""));
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 12));

        await Log.WriteSnapshotAsync(given, Cancel);

        await ShouldBeKeptAsync(given);
    }

    [Fact]
    public async Task A_newer_snapshot_replaces_the_older()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 20));
        await Log.WriteSnapshotAsync(new Snapshot("bank-1", "SeatBank.1", 10, Draft.Bytes("10")), Cancel);
        var newer = new Snapshot("bank-1", "SeatBank.1", 20, Draft.Bytes("20"));

        await Log.WriteSnapshotAsync(newer, Cancel);

        await ShouldBeKeptAsync(newer);
    }

    [Fact]
    public async Task Each_stream_and_kind_has_its_own_snapshot()
    {
        await AppendAsync(Draft.Unit().WritingMany("bank-1", 0, 9), Draft.Unit().WritingMany("bank-2", 0, 9));
        Snapshot[] given =
        [
            new("bank-1", "SeatBank.1", 5, Draft.Bytes("1")), new("bank-1", "SeatBank.2", 6, Draft.Bytes("2")), new("bank-2", "SeatBank.1", 7, Draft.Bytes("3")),
        ];
        foreach (var snapshot in given)
        {
            await Log.WriteSnapshotAsync(snapshot, Cancel);
        }

        foreach (var snapshot in given)
        {
            await ShouldBeKeptAsync(snapshot);
        }

        (await Log.ReadSnapshotAsync("bank-2", "SeatBank.2", Cancel)).ShouldBeNull();
    }

    private async Task ShouldBeKeptAsync(Snapshot given)
    {
        var kept = (await Log.ReadSnapshotAsync(given.Stream, given.Kind, Cancel)).ShouldNotBeNull();
        (kept.Stream, kept.Kind, kept.Version).ShouldBe((given.Stream, given.Kind, given.Version));
        kept.Data.ShouldBeSameBytes(given.Data, "data of the snapshot");
    }
}
