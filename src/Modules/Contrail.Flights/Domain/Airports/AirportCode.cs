using Contrail.Engine.Domain;

namespace Contrail.Flights.Domain.Airports;

/// <summary>The IATA code of an airport: three capital letters, for example <c>LHR</c>.</summary>
internal readonly record struct AirportCode : ITypedId<AirportCode>
{
    private readonly string text;

    private AirportCode(string text) => this.text = text;

    public static AirportCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not an airport code: write three capital letters, for example LHR.");

    public static bool TryParse(string? text, out AirportCode code)
    {
        var isCode = text is { Length: 3 } && text.All(char.IsAsciiLetterUpper);
        code = isCode ? new AirportCode(text!) : default;
        return isCode;
    }

    public override string ToString() => text;
}
