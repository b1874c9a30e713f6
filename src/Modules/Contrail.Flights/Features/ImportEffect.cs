namespace Contrail.Flights.Features;

/// <summary>What came of a fact that may have been known before.</summary>
internal enum ImportEffect
{
    /// <summary>It was unknown.</summary>
    Created,

    /// <summary>It was known otherwise.</summary>
    Changed,

    /// <summary>It was known; nothing happened.</summary>
    Unchanged,
}
