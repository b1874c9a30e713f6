using Contrail.Contracts.Flights;

namespace Contrail.Flights.Domain.AircraftTypes;

/// <summary>Compares seat maps: records with lists are otherwise equal only to themselves.</summary>
internal static class SeatMaps
{
    /// <summary>Whether both have the same cabins with the same rows, letters, exits and blocked seats.</summary>
    public static bool AreSame(IReadOnlyList<CabinLayout> left, IReadOnlyList<CabinLayout> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => AreSame(pair.First, pair.Second));

    /// <summary>Whether every seat of the one is a seat of the other, in the same cabin.</summary>
    public static bool Contain(IReadOnlyList<CabinLayout> all, IReadOnlyList<CabinLayout> some) =>
        some.All(cabin => !cabin.Seats().Except(all.Where(other => other.Cabin == cabin.Cabin).SelectMany(other => other.Seats())).Any());

    /// <summary>How many seats can be sold.</summary>
    public static int CapacityOf(IEnumerable<CabinLayout> cabins) => cabins.Sum(cabin => cabin.Capacity);

    private static bool AreSame(CabinLayout left, CabinLayout right) =>
        left.Cabin == right.Cabin && left.Letters == right.Letters && left.Rows.SequenceEqual(right.Rows)
        && left.ExitRows.SequenceEqual(right.ExitRows) && left.Blocked.SequenceEqual(right.Blocked);
}
