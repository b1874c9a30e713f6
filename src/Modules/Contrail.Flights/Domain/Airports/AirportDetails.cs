namespace Contrail.Flights.Domain.Airports;

/// <summary>What is known of an airport.</summary>
/// <param name="Name">For example <c>Heathrow</c>.</param>
/// <param name="City">For example <c>London</c>.</param>
/// <param name="CityCode">The metropolitan code, for example <c>LON</c>.</param>
/// <param name="Country">ISO 3166 code of two letters.</param>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Terminals">Their names; none where there is one terminal.</param>
internal sealed record AirportDetails(
    string Name, string City, string CityCode, string Country, double Latitude, double Longitude, string TimeZone, IReadOnlyList<string> Terminals)
{
    /// <summary>Whether all facts are the same.</summary>
    public bool IsSameAs(AirportDetails other) => this with { Terminals = other.Terminals } == other && Terminals.SequenceEqual(other.Terminals);

    /// <summary>Along the great circle, in whole kilometres.</summary>
    public int DistanceTo(AirportDetails other)
    {
        const double MeanRadiusKm = 6371.0088;
        var (from, to) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var east = double.DegreesToRadians(other.Longitude - Longitude);
        var half = Math.Pow(Math.Sin((to - from) / 2), 2) + (Math.Cos(from) * Math.Cos(to) * Math.Pow(Math.Sin(east / 2), 2));
        return (int)Math.Round(2 * MeanRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(half))));
    }
}
