using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;

namespace Contrail.Benchmarks.Domain;

/// <summary>A stored event of this domain is about 300 bytes of JSON.</summary>
[EventType("bench.parcel.scanned.v1")]
internal sealed record ParcelScanned(string ParcelId, int Scan, string Place, string Carrier, long Grams, string Note) : IDomainEvent
{
    public static ParcelScanned Sample(string parcelId, int scan) => new(
        parcelId, scan, Places[scan % Places.Length], "Contrail Cargo", 1000 + scan,
        "Handed over at the counter, sealed and in good order; the next leg is booked, the label was printed again, and the recipient was told.");

    private static readonly string[] Places = ["Frankfurt am Main", "Reykjavik Keflavik", "Sao Paulo Guarulhos", "Singapore Changi"];
}

/// <summary>The least an aggregate can be: it counts.</summary>
[StreamCategory("parcel")]
internal sealed class Parcel : AggregateRoot
{
    private string id = "";

    private Parcel()
    {
    }

    public int Scans { get; private set; }

    protected override string IdText => id;

    public static Parcel Post(string id, int scans)
    {
        var parcel = new Parcel { id = id };
        for (var i = 0; i < scans; i++)
        {
            parcel.Scan();
        }

        return parcel;
    }

    public void Scan() => Apply(ParcelScanned.Sample(id, Scans + 1));

    private void When(ParcelScanned e) => (id, Scans) = (e.ParcelId, e.Scan);
}

internal sealed record PostParcel(string ParcelId, int Scans = 1) : ICommand;

internal sealed record ScanParcel(string ParcelId) : ICommand;

internal sealed class PostParcelHandler : ICommandHandler<PostParcel>
{
    public void Handle(PostParcel command, IDecision decision) => decision.Add(Parcel.Post(command.ParcelId, command.Scans));
}

internal sealed class ScanParcelHandler : ICommandHandler<ScanParcel>
{
    public void Handle(ScanParcel command, IDecision decision) => decision.Load<Parcel>(command.ParcelId).Scan();
}

internal sealed record ParcelRow(string ParcelId, int Scans, string Place, long Grams);

internal sealed class ParcelsProjection : Projection<ParcelRow>
{
    public const string ReadModel = "parcels";

    public ParcelsProjection()
        : base(ReadModel, version: 1) =>
        On<ParcelScanned>(e => e.ParcelId, (row, e) => new ParcelRow(e.ParcelId, (row?.Scans ?? 0) + 1, e.Place, e.Grams));
}

/// <summary>A module as a host would run it, with or without its read model.</summary>
internal sealed class ParcelModule(bool withReadModel) : Module
{
    public const string ModuleName = "bench";

    public override string Name => ModuleName;

    public override void Define(ModuleBuilder module)
    {
        module.AddFrom(typeof(ParcelModule).Assembly);
        if (withReadModel)
        {
            module.AddProjection(new ParcelsProjection());
        }
    }
}
