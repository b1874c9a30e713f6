namespace Contrail.Engine.AspNetCore;

/// <summary>How a promise stands.</summary>
public enum InvariantState
{
    /// <summary>Nothing deviates.</summary>
    Holds,

    /// <summary>Something deviates that may be under way only: it is looked at again.</summary>
    InMotion,

    /// <summary>Something deviates, and stayed so.</summary>
    Violated,

    /// <summary>It could not be examined.</summary>
    Unknown,
}

/// <summary>A promise and how it stands.</summary>
/// <param name="Module">The module whose promise it is; null for the engine's.</param>
/// <param name="Name">Names it within the module.</param>
/// <param name="Promise">What is promised.</param>
/// <param name="State">How it stands.</param>
/// <param name="Checked">How many things were looked at.</param>
/// <param name="Of">What they are, in words that go on from the number.</param>
/// <param name="Deviations">What deviates; the first 20.</param>
/// <param name="DeviationCount">How much deviates.</param>
/// <param name="Problem">Why it could not be examined.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record InvariantReport(
    string? Module,
    string Name,
    string Promise,
    InvariantState State,
    int Checked,
    string Of,
    IReadOnlyList<Deviation> Deviations,
    int DeviationCount,
    string? Problem,
    long Milliseconds);

/// <summary>All promises and how they stand.</summary>
/// <param name="CheckedAt">When the last one was examined.</param>
/// <param name="Milliseconds">How long all of them took.</param>
/// <param name="Items">The engine's first, then by module.</param>
public sealed record InvariantReports(DateTimeOffset CheckedAt, long Milliseconds, IReadOnlyList<InvariantReport> Items);
