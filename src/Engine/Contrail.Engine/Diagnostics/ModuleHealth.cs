using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Diagnostics;

/// <summary>Whether a module can work, for readiness checks and consoles.</summary>
/// <param name="Module">The module.</param>
/// <param name="IsReady">Whether its storage answers and no subscription waits for a fault to pass, is at one page for too long, or lags beyond the limit.</param>
/// <param name="Reasons">Why it is not ready; empty if it is.</param>
/// <param name="PendingCommands">Commands taken in and not yet answered.</param>
/// <param name="CachedStates">States in memory.</param>
/// <param name="Subscriptions">How far each subscription is.</param>
public sealed record ModuleHealth(
    string Module,
    bool IsReady,
    IReadOnlyList<string> Reasons,
    int PendingCommands,
    int CachedStates,
    IReadOnlyList<SubscriptionProgress> Subscriptions);
