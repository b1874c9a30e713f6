namespace Contrail.Flights.Imports.Layouts;

/// <summary>What an aircraft type is taken for when a schedule names it and nobody has registered it.</summary>
/// <param name="Name">For people.</param>
/// <param name="Body">How wide.</param>
/// <param name="RangeKm">How far, with everybody aboard.</param>
/// <param name="CruiseKmh">How fast.</param>
/// <param name="Configuration">Seats when the schedule names none.</param>
internal sealed record TypicalAircraft(string Name, Body Body, int RangeKm, int CruiseKmh, string Configuration);

/// <summary>Common types by IATA code. Others are a 150-seat aircraft, or what their number of seats suggests.</summary>
internal static class AircraftCatalogue
{
    /// <summary>Seats of a type of which nothing is known.</summary>
    public const string DefaultConfiguration = "Y150";

    private static readonly Dictionary<string, TypicalAircraft> Types = new(StringComparer.Ordinal)
    {
        ["AT4"] = new("ATR 42", Body.Regional, 1500, 490, "Y48"),
        ["AT7"] = new("ATR 72", Body.Regional, 1600, 510, "Y72"),
        ["DH4"] = new("De Havilland Dash 8-400", Body.Regional, 2000, 650, "Y78"),
        ["CR9"] = new("Bombardier CRJ900", Body.Regional, 2900, 830, "Y90"),
        ["E70"] = new("Embraer 170", Body.Regional, 3700, 830, "Y76"),
        ["E90"] = new("Embraer 190", Body.Regional, 4300, 830, "Y100"),
        ["318"] = new("Airbus A318", Body.Narrow, 5700, 830, "Y132"),
        ["319"] = new("Airbus A319", Body.Narrow, 6800, 830, "Y150"),
        ["320"] = new("Airbus A320", Body.Narrow, 6100, 830, "Y180"),
        ["32N"] = new("Airbus A320neo", Body.Narrow, 6300, 830, "Y180"),
        ["321"] = new("Airbus A321", Body.Narrow, 5900, 830, "Y220"),
        ["733"] = new("Boeing 737-300", Body.Narrow, 4200, 800, "Y149"),
        ["735"] = new("Boeing 737-500", Body.Narrow, 4400, 800, "Y132"),
        ["738"] = new("Boeing 737-800", Body.Narrow, 5700, 840, "Y189"),
        ["73H"] = new("Boeing 737-800 with winglets", Body.Narrow, 5700, 840, "Y189"),
        ["332"] = new("Airbus A330-200", Body.Wide, 13_400, 870, "J24Y254"),
        ["333"] = new("Airbus A330-300", Body.Wide, 11_700, 870, "J30Y270"),
        ["359"] = new("Airbus A350-900", Body.Wide, 15_000, 900, "J36W24Y240"),
        ["772"] = new("Boeing 777-200", Body.Wide, 14_300, 900, "J28Y288"),
        ["77W"] = new("Boeing 777-300ER", Body.Wide, 13_600, 900, "J42W24Y316"),
        ["788"] = new("Boeing 787-8", Body.Wide, 13_600, 900, "J22Y214"),
        ["789"] = new("Boeing 787-9", Body.Wide, 14_100, 900, "J28W21Y234"),
        ["388"] = new("Airbus A380-800", Body.Wide, 14_800, 900, "F14J76Y427"),
    };

    /// <summary>The type of a code; seats tell how large one is that is not in the list.</summary>
    public static TypicalAircraft Find(string code, IReadOnlyCollection<CabinSeats>? cabins)
    {
        if (Types.GetValueOrDefault(code) is { } known)
        {
            return known;
        }

        return (cabins is null ? Body.Narrow : SeatLayouts.BodyOf(cabins)) switch
        {
            Body.Regional => new TypicalAircraft($"Aircraft {code}", Body.Regional, 3000, 700, DefaultConfiguration),
            Body.Narrow => new TypicalAircraft($"Aircraft {code}", Body.Narrow, 6000, 830, DefaultConfiguration),
            _ => new TypicalAircraft($"Aircraft {code}", Body.Wide, 14_000, 900, DefaultConfiguration),
        };
    }
}
