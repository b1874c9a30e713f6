namespace Contrail.Payments;

/// <summary>How payments are made.</summary>
/// <param name="SimulatorFile">The payment simulator's own ledger, on a local disk; created if it is missing. It belongs to the log of
/// the module: keep and restore them together.</param>
/// <param name="Secret">At least 32 random bytes, the same after each start and on every node: tokens of cards and signatures of
/// webhooks follow from it.</param>
public sealed record PaymentsOptions(string SimulatorFile, ReadOnlyMemory<byte> Secret)
{
    /// <summary>How long to wait for an answer of the gateway before asking again.</summary>
    public TimeSpan GatewayPatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After which the simulator gives a late answer.</summary>
    public TimeSpan WebhookDelay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the simulator keeps hanging whom it does not answer.</summary>
    public TimeSpan SimulatedSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The module's and the simulator's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
