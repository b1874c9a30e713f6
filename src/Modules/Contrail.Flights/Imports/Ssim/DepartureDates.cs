namespace Contrail.Flights.Imports.Ssim;

/// <summary>Which flights depart from where on which dates: one bit for each date, so that a large schedule fits into memory.</summary>
internal sealed class DepartureDates
{
    private const int BitsOfBlock = 64;
    private readonly Dictionary<(string Designator, string Station, int Block), ulong> blocks = [];

    /// <summary>Adds a departure.</summary>
    /// <returns>False when it was there.</returns>
    public bool Add(string designator, string station, DateOnly date)
    {
        var key = (designator, station, date.DayNumber / BitsOfBlock);
        var bit = 1UL << (date.DayNumber % BitsOfBlock);
        var bits = blocks.GetValueOrDefault(key);
        blocks[key] = bits | bit;
        return (bits & bit) == 0;
    }
}
