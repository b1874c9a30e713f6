namespace Contrail.Engine.Postgres;

/// <summary>How to reach the server. One database holds all modules of a host, each in a schema of its own name.</summary>
/// <param name="ConnectionString">
/// For Npgsql. Connect to the server itself: a pooler that hands a session to another client after each transaction loses
/// LISTEN and session settings. Each module holds up to five connections for itself and a pool, by default of at most 11.
/// <c>synchronous_commit</c> is left as the server has it: with <c>off</c> acknowledged events can be lost.
/// </param>
public sealed record PostgresOptions(string ConnectionString)
{
    /// <summary>
    /// A directory outside the database for the anchors of the logs (see <see cref="Log.LogAnchor"/>), which nodes on one machine may share; null keeps
    /// none. A node whose directory has no anchor of a log that has events refuses it, unless <see cref="AcceptTail"/> is set once.
    /// </summary>
    public string? AnchorDirectory { get; init; }

    /// <summary>Writes new anchors where the logs end now instead of checking them against the old ones; for an operator, once.</summary>
    public bool AcceptTail { get; init; }

    /// <summary>Times the waits between attempts to connect. Leases run by the server's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How often a listening node looks at the head when it is told nothing; also how it finds a dead connection.</summary>
    public TimeSpan ListenHeartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Called inside the transaction of each migration step, just before it commits, so that tests can break off there.</summary>
    internal Action<string>? BeforeStepCommits { get; init; }

    /// <inheritdoc/>
    /// <remarks>The connection string can hold a password and is left out.</remarks>
    public override string ToString() => $"{nameof(PostgresOptions)} {{ AnchorDirectory = {AnchorDirectory} }}";
}
