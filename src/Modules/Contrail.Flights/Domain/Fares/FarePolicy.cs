using Contrail.Contracts;
using Contrail.Contracts.Flights;
using Contrail.Flights.Domain.Flights;

namespace Contrail.Flights.Domain.Fares;

/// <summary>What a seat costs: distance, cabin, family, how full the cabin is, and who sits in it. Whole euros.</summary>
internal static class FarePolicy
{
    /// <summary>In which all prices are.</summary>
    public const string Currency = "EUR";

    private const long CentsToBoard = 1900;
    private const int ShortKm = 1500;
    private const long CentsPerKm = 7;
    private const long TenthsOfCentPerFurtherKm = 45;
    private const int PerCent = 100;

    /// <summary>What an adult pays in each cabin before family and load are looked at.</summary>
    public static IReadOnlyList<CabinFare> FaresOf(int distanceKm, IEnumerable<CabinLayout> cabins)
    {
        var economy = CentsToBoard + (Math.Min(distanceKm, ShortKm) * CentsPerKm) + (Math.Max(0, distanceKm - ShortKm) * TenthsOfCentPerFurtherKm / 10);
        return [.. cabins.Select(c => new CabinFare(c.Cabin, WholeEuros(economy * PerCentOf(c.Cabin) / PerCent)))];
    }

    /// <summary>What one passenger pays for one flight, taxes and surcharge apart.</summary>
    /// <param name="charged">The flight's fare in the cabin.</param>
    /// <param name="family">The conditions.</param>
    /// <param name="type">Who travels.</param>
    /// <param name="free">Seats of the cabin that are free.</param>
    /// <param name="capacity">Seats of the cabin.</param>
    public static Money FareOf(Money charged, FareFamily family, PassengerType type, int free, int capacity) =>
        WholeEuros(charged.Minor * PerCentOf(family) * PerCentOfLoad(free, capacity) * PerCentOf(type) / (PerCent * PerCent * PerCent));

    /// <summary>What is kept when a traveller cancels: all of a Light fare, a fee for each seat of a Standard one, at most the fare.</summary>
    public static Money CancellationFee(FareFamily family, Money fare, int seats) => family switch
    {
        FareFamily.Light => fare,
        FareFamily.Standard => new Money(Math.Min(fare.Minor, StandardFeePerSeat.Minor * seats), Currency),
        _ => Money.Zero(Currency),
    };

    /// <summary>What cancelling a Standard fare costs for each seat.</summary>
    public static Money StandardFeePerSeat { get; } = new(6000, Currency);

    private static int PerCentOf(Cabin cabin) => cabin switch
    {
        Cabin.First => 600,
        Cabin.Business => 340,
        Cabin.PremiumEconomy => 170,
        _ => 100,
    };

    private static int PerCentOf(FareFamily family) => family switch
    {
        FareFamily.Light => 85,
        FareFamily.Standard => 100,
        _ => 135,
    };

    private static int PerCentOf(PassengerType type) => type switch
    {
        PassengerType.Child => 75,
        PassengerType.Infant => 10,
        _ => 100,
    };

    /// <summary>The last seats cost more.</summary>
    private static int PerCentOfLoad(int free, int capacity) => (PerCent * (long)free / Math.Max(1, capacity)) switch
    {
        >= 50 => 100,
        >= 25 => 115,
        >= 10 => 135,
        _ => 160,
    };

    private static Money WholeEuros(long cents) => new((cents + 50) / 100 * 100, Currency);
}
