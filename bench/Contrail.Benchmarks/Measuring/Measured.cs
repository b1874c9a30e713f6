namespace Contrail.Benchmarks.Measuring;

/// <summary>One row of the table, and one object of the JSON file.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Store">Where.</param>
/// <param name="Callers">By how many at once.</param>
/// <param name="PerSecond">How often in a second; for a work that is a latency or a size, null.</param>
/// <param name="P50Ms">Median time of one.</param>
/// <param name="P99Ms">99 of 100 were at least as fast.</param>
/// <param name="CpuMicros">Processor time of one, the database server's included where it can be seen.</param>
/// <param name="RawPerSecond">What the store itself gave in the same run, without the engine.</param>
internal sealed record Measured(
    string Work, string Store, int Callers, double? PerSecond, double? P50Ms = null, double? P99Ms = null, double? CpuMicros = null, double? RawPerSecond = null)
{
    /// <summary>Which part of <see cref="CpuMicros"/> the database server used.</summary>
    public double? ServerMicros { get; init; }

    /// <summary>What this process allocated for one.</summary>
    public long? AllocatedBytes { get; init; }

    /// <summary>Which part of the time this process stood still for the garbage collector.</summary>
    public double? Paused { get; init; }

    /// <summary>Which part of the machine's processors other programs used meanwhile.</summary>
    public double? Others { get; init; }

    /// <summary>What one takes on disk; only for the work that measures that.</summary>
    public double? BytesOnDisk { get; init; }

    /// <summary>What the numbers do not say.</summary>
    public string Note { get; init; } = "";
}
