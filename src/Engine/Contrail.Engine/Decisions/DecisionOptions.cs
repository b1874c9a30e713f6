namespace Contrail.Engine.Decisions;

/// <summary>Limits of a decision loop.</summary>
public sealed record DecisionOptions
{
    /// <summary>Commands taken in and not yet answered; more are refused with <see cref="EngineBusyException"/>.</summary>
    public int MaxPending { get; init; } = 4096;

    /// <summary>States kept in memory.</summary>
    public int CachedStates { get; init; } = 50_000;

    /// <summary>How often a command is decided again because another node changed what it rests on.</summary>
    public int MaxAttempts { get; init; } = 20;

    /// <summary>How long one run of a handler may take before it is given up. Not enforced under a debugger.</summary>
    public TimeSpan HandlerLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a batch is tried again while the storage is unavailable before its callers are told.</summary>
    public TimeSpan StoragePatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Recent outcomes kept in memory, so that a repeated command costs no run of its handler.</summary>
    public int RecentOutcomes { get; init; } = 10_000;
}
