namespace Contrail.Flights.Imports;

/// <summary>Counts by reason.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Counts => new Dictionary<string, int>(counts);

    public void Add(string reason) => counts[reason] = counts.GetValueOrDefault(reason) + 1;
}
