using Contrail.Contracts;
using Contrail.Contracts.Flights;

namespace Contrail.Flights.Domain.Fares;

/// <summary>What states and airports ask of each passenger with a seat. Amounts are plausible, not a tariff: a demo airline's.</summary>
internal static class TaxPolicy
{
    private const int LongHaulKm = 3500;

    /// <summary>Taxes of one passenger for a whole journey: of the country that is left, by distance and cabin, and of the one that is entered.</summary>
    /// <param name="from">Country of the first departure.</param>
    /// <param name="to">Country of the last arrival.</param>
    /// <param name="distanceKm">Flown in all.</param>
    /// <param name="cabin">The cabin.</param>
    /// <param name="type">Who travels; infants pay none.</param>
    public static IEnumerable<PriceLine> TaxesOf(string from, string to, int distanceKm, Cabin cabin, PassengerType type) =>
        type == PassengerType.Infant ? [] : [.. OnDeparture(from, distanceKm, cabin, type), .. OnArrival(from, to)];

    /// <summary>What the airline adds for fuel, for each flight of a passenger with a seat.</summary>
    public static Money SurchargeOf(int distanceKm, PassengerType type) => type == PassengerType.Infant
        ? Money.Zero(FarePolicy.Currency)
        : new Money(distanceKm switch { < 1500 => 1200, < LongHaulKm => 3800, _ => 9500 }, FarePolicy.Currency);

    private static IEnumerable<PriceLine> OnDeparture(string country, int distanceKm, Cabin cabin, PassengerType type) => country switch
    {
        "GB" when type == PassengerType.Child => [Tax("UB", "Passenger service charge, United Kingdom", 2650)],
        "GB" => [Tax("GB", "Air passenger duty, United Kingdom", DutyOf(distanceKm, cabin)), Tax("UB", "Passenger service charge, United Kingdom", 2650)],
        "US" => [Tax("US", "Transportation tax, United States", 2090), Tax("AY", "September 11 security fee, United States", 520), Tax("XF", "Passenger facility charge, United States", 420)],
        "DE" => [Tax("OY", "Air transport tax, Germany", distanceKm < LongHaulKm ? 1553 : 7083), Tax("RA", "Passenger service charge, Germany", 2890)],
        "FR" => [Tax("FR", "Civil aviation tax, France", 530), Tax("QX", "Passenger service charge, France", 2480)],
        "ES" => [Tax("JD", "Passenger departure charge, Spain", 1540), Tax("QV", "Security charge, Spain", 380)],
        "NL" => [Tax("CJ", "Security charge, Netherlands", 1380), Tax("RN", "Passenger service charge, Netherlands", 1660), Tax("VV", "Air passenger tax, Netherlands", 2940)],
        "AE" => [Tax("AE", "Passenger service charge, United Arab Emirates", 1890), Tax("F6", "Passenger facilities charge, United Arab Emirates", 980)],
        "SG" => [Tax("SG", "Passenger service charge, Singapore", 3520), Tax("OP", "Aviation levy, Singapore", 580)],
        "JP" => [Tax("SW", "Passenger service facilities charge, Japan", 1620), Tax("TK", "International tourist tax, Japan", 620)],
        "AU" => [Tax("AU", "Passenger movement charge, Australia", 4230), Tax("WY", "Passenger services charge, Australia", 3560)],
        _ => [Tax("XT", $"Airport and security charges, {country}", 2150)],
    };

    private static IEnumerable<PriceLine> OnArrival(string from, string to) => to switch
    {
        "US" when from != "US" => [Tax("YC", "Customs user fee, United States", 650), Tax("XY", "Immigration user fee, United States", 650)],
        "NZ" when from != "NZ" => [Tax("IL", "Border clearance levy, New Zealand", 1120)],
        _ => [],
    };

    private static long DutyOf(int distanceKm, Cabin cabin) => (distanceKm < LongHaulKm, cabin == Cabin.Economy) switch
    {
        (true, true) => 1500,
        (true, false) => 3300,
        (false, true) => 10300,
        (false, false) => 22900,
    };

    private static PriceLine Tax(string code, string text, long cents) => new(PriceLineKind.Tax, code, text, new Money(cents, FarePolicy.Currency));
}
