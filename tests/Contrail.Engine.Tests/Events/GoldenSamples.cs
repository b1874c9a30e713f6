using System.Text;
using System.Text.Json;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Processes;
using Contrail.SeatBank;
using Contrail.SeatBank.Purchases;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Events;

/// <summary>One stored event of each kind, the engine's own included, as it lies in logs out there. A sample is never edited: it must be readable for ever.</summary>
public sealed class GoldenSamples
{
    private static readonly SeatBankId Id = new("LH400");

    private static readonly Dictionary<string, object> Samples = new()
    {
        ["bank.seat_bank.opened.v1"] = new SeatBankOpened(Id, "LH400", 180),
        ["bank.seat_bank.opened.v2"] = new SeatBankOpened(Id, "FRA-JFK ✈", 180),
        ["bank.seat_bank.seats_held.v1"] = new SeatsHeld(Id, "Zoë Ångström", 3),
        ["bank.seat_bank.seats_released.v1"] = new SeatsReleased(Id, "ada", 3),
        ["bank.seat_bank.seats_sold.v1"] = new SeatsSold(Id, "ada", 3),
        ["bank.seat_bank.closed.v1"] = new SeatBankClosed(Id),
        ["bank.seat_purchase.started.v1"] = new SeatPurchaseStarted(Id, "ada"),
        ["bank.seat_purchase.charged.v1"] = new SeatPurchaseCharged(Id, "ada"),
        ["bank.release_seats.v1"] = new ReleaseSeats(Id, "ada"),
        ["bank.sell_seats.v1"] = new SellSeats(Id, "ada"),
        ["bank.close_seat_bank.v1"] = new CloseSeatBank(Id),
        ["till.charge_holder.v1"] = new ChargeHolder("LH400", "ada", 3),
        ["till.holder_charged.v1"] = new HolderChargedV1("LH400", "ada", 300),
        ["till.account.charged.v1"] = new AccountCharged("LH400", "ada", 300),
        ["till.account.receipt_printed.v1"] = new ReceiptPrinted("ada", new Guid("0199c0de-0102-7304-8506-0708090a0b0c")),
        ["engine.claim.taken.v1"] = new ClaimTaken("email", "Zoë"),
        ["engine.claim.released.v1"] = new ClaimReleased("email", "Zoë"),
        ["engine.command.requested.v1"] = new CommandRequested("bank.release_seats", 1, JsonSerializer.Deserialize<JsonElement>("""{"bankId":"LH400","holder":"ada"}""")),
        ["engine.process.completed.v1"] = new ProcessCompleted("sold"),
        ["engine.process.failed.v1"] = new ProcessFailed("till.charge_holder was refused: the till is closed."),
        ["engine.process.command_refused.v1"] = new ProcessCommandRefused("till.charge_holder", RefusalKind.BrokenRule, "Account_Is_Empty", "The account is empty."),
        ["engine.process.timed_out.v1"] = new ProcessTimedOut("payment"),
        ["engine.process.deadline_set.v1"] = new ProcessDeadlineSet("payment", new DateTimeOffset(2026, 3, 29, 1, 30, 0, 123, 456, TimeSpan.Zero), ["hold", "reminder"]),
        ["engine.process.deadline_cleared.v1"] = new ProcessDeadlineCleared("payment"),
        ["engine.process.time_out.v1"] = new TimeOutProcess("seat_purchase-LH400:ada", "payment"),
        ["engine.foreign_command.refused.v1"] =
            new ForeignCommandRefused("bank", "seat_purchase-LH400:ada", "till.charge_holder", RefusalKind.NotFound, "Account_Not_Found", "There is no Account ada."),
    };

    private static readonly EventSerializer Serializer = new(Types());

    public static TheoryData<string> Names => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stored_sample_is_read_back_equal(string name)
    {
        var wire = WireName.Parse(name);

        ShouldEqual(Serializer.Deserialize(wire.Type, wire.SchemaVersion, Read(name)), Samples[name]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_newest_version_is_written_as_its_sample(string name)
    {
        var (written, data) = Serializer.Serialize(Samples[name]);

        if (written.ToString() == name)
        {
            Encoding.UTF8.GetString(data.Span).ShouldBe(Encoding.UTF8.GetString(Read(name)).TrimEnd());
        }
        else
        {
            written.SchemaVersion.ShouldBeGreaterThan(WireName.Parse(name).SchemaVersion);
        }
    }

    [Fact]
    public void Every_version_of_every_stored_type_has_a_sample()
    {
        var versions = Serializer.Types.All.Select(Serializer.Types.NameOf)
            .SelectMany(n => Enumerable.Range(1, n.SchemaVersion).Select(v => $"{n.Type}.v{v}"));

        Samples.Keys.Order().ShouldBe(versions.Order());
    }

    /// <summary>Records are equal by their members; a list and an element of JSON are not, so they are compared apart.</summary>
    private static void ShouldEqual(object read, object sample)
    {
        switch (read, sample)
        {
            case (CommandRequested actual, CommandRequested expected):
                JsonElement.DeepEquals(actual.Data, expected.Data).ShouldBeTrue($"{actual.Data} is not {expected.Data}");
                (actual with { Data = expected.Data }).ShouldBe(expected);
                break;
            case (ProcessDeadlineSet actual, ProcessDeadlineSet expected):
                actual.InsteadOf.ShouldBe(expected.InsteadOf);
                (actual with { InsteadOf = expected.InsteadOf }).ShouldBe(expected);
                break;
            default:
                read.ShouldBe(sample);
                break;
        }
    }

    private static byte[] Read(string name)
    {
        using var sample = typeof(GoldenSamples).Assembly.GetManifestResourceStream($"{name}.json").ShouldNotBeNull();
        using var bytes = new MemoryStream();
        sample.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static EventTypes Types()
    {
        var builder = new ModuleBuilder("both");
        new BankModule().Define(builder);
        new TillModule().Define(builder);
        return builder.Types.Build();
    }
}
