using System.Globalization;
using System.Text.RegularExpressions;
using Contrail.Engine.Domain;
using Contrail.Flights.Domain.Airports;

namespace Contrail.Flights.Domain.Flights;

/// <summary>Designator, local date of departure and board point: <c>CT101-2026-12-01-LHR</c>. The board point tells the legs of a
/// flight apart.</summary>
internal readonly partial record struct FlightId : ITypedId<FlightId>
{
    private readonly string text;

    private FlightId(string text) => this.text = text;

    /// <summary>The flight number.</summary>
    public string Designator => text[..text.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>IATA code of the board point.</summary>
    public string From => text[^3..];

    /// <exception cref="FormatException">The designator is not an airline's code and a number.</exception>
    public static FlightId For(string designator, DateOnly localDate, AirportCode from) =>
        Parse(string.Create(CultureInfo.InvariantCulture, $"{designator}-{localDate:yyyy-MM-dd}-{from}"));

    public static FlightId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a flight: write for example CT101-2026-12-01-LHR.");

    public static bool TryParse(string? text, out FlightId id)
    {
        var isId = text is not null && Form().IsMatch(text);
        id = isId ? new FlightId(text!) : default;
        return isId;
    }

    /// <summary>Whether it is an airline's code and a number, with a letter or without.</summary>
    public static bool IsDesignator(string? text) => text is not null && DesignatorForm().IsMatch(text);

    public override string ToString() => text;

    [GeneratedRegex(@"^([A-Z][A-Z0-9]|[0-9][A-Z]|[A-Z]{3})[0-9]{1,4}[A-Z]?-[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])-[A-Z]{3}\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"^([A-Z][A-Z0-9]|[0-9][A-Z]|[A-Z]{3})[0-9]{1,4}[A-Z]?\z")]
    private static partial Regex DesignatorForm();
}
