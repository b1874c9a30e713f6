namespace Contrail.Engine.AspNetCore;

/// <summary>
/// A promise that can be examined while the airline works. Every implementation in a module's assembly is found and made once; it reads its own
/// module only, and little: it is asked every few seconds while somebody watches. What it finds is looked at again before anybody is told.
/// </summary>
public interface IInvariant
{
    /// <summary>The module whose promise it is; null for what the engine promises for all of them.</summary>
    string? Module { get; }

    /// <summary>Names it; snake_case, unique within the module.</summary>
    string Name { get; }

    /// <summary>What is promised, in one sentence.</summary>
    string Promise { get; }

    /// <summary>Looks.</summary>
    Task<Examination> ExamineAsync(CancellationToken cancellation);
}

/// <summary>What one look found.</summary>
/// <param name="Checked">How many things were looked at.</param>
/// <param name="Of">What they are, in words that go on from the number: "flights with the newest bookings".</param>
/// <param name="Deviations">What is not as promised; empty when all is well.</param>
public sealed record Examination(int Checked, string Of, IReadOnlyList<Deviation> Deviations);

/// <summary>Something that is not as promised.</summary>
/// <param name="Text">What, in words, with what it was compared with: equal at every look while it stays.</param>
/// <param name="Module">Where to look further.</param>
/// <param name="Stream">The stream that it concerns.</param>
/// <param name="IsInMotion">Whether it is known to be on its way to be put right: an answer is awaited.</param>
public sealed record Deviation(string Text, string? Module = null, string? Stream = null, bool IsInMotion = false);
