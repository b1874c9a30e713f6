using Contrail.Contracts.Flights;
using Contrail.Engine.Projections;
using Contrail.Flights.Domain.AircraftTypes;

namespace Contrail.Flights.Features.AircraftTypes;

/// <summary>An aircraft type as flights that are scheduled from now on get it.</summary>
internal sealed record AircraftTypeRow(string Code, string Name, int RangeKm, int CruiseKmh, IReadOnlyList<CabinLayout> Cabins);

/// <summary>Every aircraft type that is registered.</summary>
internal sealed class AircraftTypesProjection : Projection<AircraftTypeRow>
{
    public const string ReadModel = "aircraft_types";

    public AircraftTypesProjection()
        : base(ReadModel, version: 1)
    {
        On<AircraftTypeRegistered>(e => e.Code, (_, e) => RowOf(e.Code, e.Details));
        On<AircraftTypeChanged>(e => e.Code, (_, e) => RowOf(e.Code, e.Details));
    }

    private static AircraftTypeRow RowOf(AircraftTypeCode code, AircraftDetails details) =>
        new(code.ToString(), details.Name, details.RangeKm, details.CruiseKmh, details.Cabins);
}
