using Contrail.Engine.Domain;

namespace Contrail.Flights.Domain.Airports;

/// <summary>A place where flights begin and end.</summary>
[StreamCategory("airport")]
internal sealed class Airport : AggregateRoot<AirportCode>
{
    private Airport()
    {
    }

    public AirportDetails Details { get; private set; } = null!;

    public static Airport Create(AirportCode code, AirportDetails details, bool isZoneKnown)
    {
        CheckDetails(details, isZoneKnown);
        var airport = new Airport();
        airport.Apply(new AirportCreated(code, details));
        return airport;
    }

    public void Change(AirportDetails details, bool isZoneKnown)
    {
        CheckDetails(details, isZoneKnown);
        if (!Details.IsSameAs(details))
        {
            Apply(new AirportChanged(Id, details));
        }
    }

    private static void CheckDetails(AirportDetails details, bool isZoneKnown)
    {
        Check(new AirportMustHaveANameRule(details));
        Check(new AirportMustLieOnEarthRule(details.Latitude, details.Longitude));
        Check(new AirportTimeZoneMustBeKnownRule(details.TimeZone, isZoneKnown));
    }

    private void When(AirportCreated e) => (Id, Details) = (e.Code, e.Details);

    private void When(AirportChanged e) => Details = e.Details;
}
