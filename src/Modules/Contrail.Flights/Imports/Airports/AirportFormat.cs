using System.Globalization;

namespace Contrail.Flights.Imports.Airports;

/// <summary>Which value of a row is what; negative where a file does not have it.</summary>
internal sealed record AirportColumns(int Code, int Name, int City, int CityCode, int Country, int Latitude, int Longitude, int Zone, int Kind);

/// <summary>How a file of airports is laid out.</summary>
/// <param name="Name">For people.</param>
/// <param name="Delimiter">Between values.</param>
/// <param name="HasHeader">Whether the first line names the columns.</param>
/// <param name="Columns">Where things stand.</param>
internal sealed record AirportFormat(string Name, char Delimiter, bool HasHeader, AirportColumns Columns)
{
    private const int OpenFlightsValues = 14;
    private const int PublicNamesValues = 9;

    /// <summary>Recognises the layout by the first line; null when nothing in it says which.</summary>
    public static AirportFormat? Recognise(DelimitedReader reader, FileLine first)
    {
        var (commas, semicolons) = (reader.Read(first, ',').Values, reader.Read(first, ';').Values);
        if (Headed(reader, first) is { } headed)
        {
            return headed;
        }

        if (commas.Count >= OpenFlightsValues && int.TryParse(commas[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return new AirportFormat("OpenFlights", ',', HasHeader: false, new AirportColumns(4, 1, 2, -1, 3, 6, 7, 11, 12));
        }

        // Names by language: they have neither coordinates nor zones.
        return semicolons.Count >= PublicNamesValues - 1 && semicolons[0].Length == 3
            ? new AirportFormat("OPTD public names", ';', HasHeader: false, new AirportColumns(0, 5, -1, -1, 2, -1, -1, -1, 1))
            : null;
    }

    private static AirportFormat? Headed(DelimitedReader reader, FileLine first)
    {
        foreach (var delimiter in ",^;\t")
        {
            var names = reader.Read(first, delimiter).Values.Select(n => n.ToLowerInvariant()).ToList();
            int Of(params string[] known) => names.FindIndex(n => known.Contains(n));
            var columns = new AirportColumns(
                Of("iata_code", "code", "iata"), Of("name", "asciiname"), Of("city", "municipality", "city_name_list"), Of("city_code", "city_code_list"),
                Of("country_code", "country", "iso_country"), Of("latitude", "lat", "latitude_deg"), Of("longitude", "lon", "longitude_deg"),
                Of("time_zone", "timezone", "tz"), Of("type", "location_type"));
            if (columns.Code >= 0 && columns.Latitude >= 0)
            {
                return new AirportFormat($"table with header, '{delimiter}' between values", delimiter, HasHeader: true, columns);
            }
        }

        return null;
    }
}
