using Contrail.Engine.Domain;

namespace Contrail.Flights.Domain.AircraftTypes;

/// <summary>A kind of aircraft as the airline has it: how far it flies, and its seats.</summary>
[StreamCategory("aircraft_type")]
internal sealed class AircraftType : AggregateRoot<AircraftTypeCode>
{
    private AircraftType()
    {
    }

    public AircraftDetails Details { get; private set; } = null!;

    public static AircraftType Register(AircraftTypeCode code, AircraftDetails details)
    {
        CheckDetails(details);
        var type = new AircraftType();
        type.Apply(new AircraftTypeRegistered(code, details));
        return type;
    }

    /// <summary>For flights scheduled from now on; those on sale keep their seats.</summary>
    public void Change(AircraftDetails details)
    {
        CheckDetails(details);
        if (!Details.IsSameAs(details))
        {
            Apply(new AircraftTypeChanged(Id, details));
        }
    }

    private static void CheckDetails(AircraftDetails details)
    {
        Check(new AircraftTypeMustFlyRule(details.RangeKm, details.CruiseKmh));
        Check(new SeatMapMustBeDrawnRule(details.Cabins));
    }

    private void When(AircraftTypeRegistered e) => (Id, Details) = (e.Code, e.Details);

    private void When(AircraftTypeChanged e) => Details = e.Details;
}
