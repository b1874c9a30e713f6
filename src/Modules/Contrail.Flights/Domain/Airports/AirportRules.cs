using Contrail.Engine.Domain;

namespace Contrail.Flights.Domain.Airports;

internal sealed class AirportMustLieOnEarthRule(double latitude, double longitude) : Rule("Airport_Must_Lie_On_Earth")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => $"Latitude {latitude} and longitude {longitude} are no place: latitudes go from -90 to 90, longitudes from -180 to 180.";

    public override bool IsFollowed() => Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180;
}

internal sealed class AirportTimeZoneMustBeKnownRule(string timeZone, bool isKnown) : Rule("Airport_Time_Zone_Must_Be_Known")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => $"'{timeZone}' is not a zone of the time-zone database: write for example Europe/London.";

    public override bool IsFollowed() => isKnown;
}

internal sealed class AirportMustHaveANameRule(AirportDetails details) : Rule("Airport_Must_Have_A_Name")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => "An airport needs a name, and the two letters of its country.";

    public override bool IsFollowed() => details is { Name.Length: > 0, Country.Length: 2 };
}
