using Contrail.Engine.Domain;

namespace Contrail.Flights.Domain.AircraftTypes;

/// <summary>The IATA code of an aircraft type: three capital letters or digits, for example <c>320</c>.</summary>
internal readonly record struct AircraftTypeCode : ITypedId<AircraftTypeCode>
{
    private readonly string text;

    private AircraftTypeCode(string text) => this.text = text;

    public static AircraftTypeCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not an aircraft type: write three capital letters or digits, for example 320.");

    public static bool TryParse(string? text, out AircraftTypeCode code)
    {
        var isCode = text is { Length: 3 } && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        code = isCode ? new AircraftTypeCode(text!) : default;
        return isCode;
    }

    public override string ToString() => text;
}
