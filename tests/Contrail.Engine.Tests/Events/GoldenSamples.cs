using System.Text;
using Contrail.Engine.Events;
using Contrail.Engine.Modules;
using Contrail.SeatBank;
using Contrail.SeatBank.Purchases;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Events;

/// <summary>One stored event of each kind as it lies in logs out there. A sample is never edited: it must be readable for ever.</summary>
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
    };

    private static readonly EventSerializer Serializer = new(Types());

    public static TheoryData<string> Names => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stored_sample_is_read_back_equal(string name)
    {
        var wire = WireName.Parse(name);

        Serializer.Deserialize(wire.Type, wire.SchemaVersion, Read(name)).ShouldBe(Samples[name]);
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
        var versions = Serializer.Types.All.Select(Serializer.Types.NameOf).Where(n => !n.Type.StartsWith("engine.", StringComparison.Ordinal))
            .SelectMany(n => Enumerable.Range(1, n.SchemaVersion).Select(v => $"{n.Type}.v{v}"));

        Samples.Keys.Order().ShouldBe(versions.Order());
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
