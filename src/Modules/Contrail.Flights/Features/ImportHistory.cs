using Contrail.Engine.Projections;
using Contrail.Flights.Imports;

namespace Contrail.Flights.Features;

/// <summary>Where an import stands.</summary>
internal enum ImportStatus
{
    /// <summary>It runs, or was interrupted: the same file continues it.</summary>
    Running,

    /// <summary>All of the file is dealt with.</summary>
    Completed,

    /// <summary>It could not go on: the same file continues it.</summary>
    Failed,
}

/// <summary>An import as staff see it.</summary>
internal sealed record ImportRow(
    string Id, ImportRequest Request, ImportStatus Status, ImportCounts Counts, ImportReport? Report, string? Failure, string? StartedBy, DateTimeOffset StartedAt, DateTimeOffset UpdatedAt);

/// <summary>Imports, with what they found.</summary>
internal sealed class ImportHistoryProjection : Projection<ImportRow>
{
    public const string ReadModel = "import_history";

    public ImportHistoryProjection()
        : base(ReadModel, version: 1)
    {
        On<ImportStarted>(e => e.ImportId, (_, e) => new ImportRow(
            e.ImportId.ToString(), e.Request, ImportStatus.Running, ImportCounts.None, null, null, e.By, e.At, e.At));
        On<ImportProgressed>(e => e.ImportId, (row, e) => row! with { Status = ImportStatus.Running, Counts = e.Counts, Failure = null, UpdatedAt = e.At });
        On<ImportCompleted>(e => e.ImportId, (row, e) => row! with { Status = ImportStatus.Completed, Counts = e.Report.Counts, Report = e.Report, Failure = null, UpdatedAt = e.At });
        On<ImportFailed>(e => e.ImportId, (row, e) => row! with { Status = ImportStatus.Failed, Failure = e.Reason, UpdatedAt = e.At });
        Index("started_at");
    }
}
