namespace Contrail.Engine.Sqlite;

/// <summary>Where the files of the modules lie and how to open them.</summary>
/// <param name="Directory">
/// The data directory, on a local disk: locks and the write-ahead log do not work over a network. It is created if it is missing.
/// Each module has <c>{module}.log.db</c>, <c>{module}.read.db</c>, <c>{module}.anchor</c> and <c>{module}.lock</c> there. While a module is
/// open, <c>-wal</c> and <c>-shm</c> files lie beside the databases; they are part of them.
/// </param>
public sealed record SqliteOptions(string Directory)
{
    /// <summary>
    /// Takes the end that a log has now for its true end and writes a new anchor; for an operator, once. Events that were lost
    /// stay lost: read models can still show them until they are rebuilt. A log whose hash chain is broken is refused all the same.
    /// </summary>
    public bool AcceptTail { get; init; }

    /// <summary>
    /// Opens a log without judging it, so that a damaged one can be verified and read. Appending is refused, and nothing is
    /// moved from the write-ahead log into the database.
    /// </summary>
    public bool Inspect { get; init; }

    /// <summary>Decides when leases run out.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Called inside the transaction of each migration step, just before it commits, so that tests can break off there.</summary>
    internal Action<string>? BeforeStepCommits { get; init; }
}
