namespace Contrail.Flights.Features.Airports;

/// <summary>An airport.</summary>
/// <param name="Code">IATA code.</param>
/// <param name="Name">For example <c>Heathrow</c>.</param>
/// <param name="City">For example <c>London</c>.</param>
/// <param name="CityCode">Metropolitan code; flights are searched by it, too.</param>
/// <param name="Country">ISO 3166 code.</param>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Terminals">Their names.</param>
internal sealed record AirportAnswer(
    string Code, string Name, string City, string CityCode, string Country, double Latitude, double Longitude, string TimeZone, IReadOnlyList<string> Terminals)
{
    public static AirportAnswer Of(AirportRow row)
    {
        var details = row.Details;
        return new AirportAnswer(
            row.Code, details.Name, details.City, details.CityCode, details.Country, details.Latitude, details.Longitude, details.TimeZone, details.Terminals);
    }
}
