using Contrail.Engine.Domain;

namespace Contrail.Flights.Imports;

/// <summary>The history of one import, so that staff see what it did and an interrupted one goes on where it stood.</summary>
[StreamCategory("import")]
internal sealed class Import : AggregateRoot<ImportId>
{
    private bool isCompleted;

    private Import()
    {
    }

    /// <summary>What is known to be done.</summary>
    public ImportCounts Counts { get; private set; } = ImportCounts.None;

    /// <summary>Tells whether the same file is imported the same way: the owner of a claim while the import is unfinished.</summary>
    public string FileKey { get; private set; } = string.Empty;

    public static Import Start(ImportId id, ImportRequest request, string fileHash, string? by, DateTimeOffset now)
    {
        var import = new Import();
        import.Apply(new ImportStarted(id, request, fileHash, by, now));
        return import;
    }

    /// <summary>The key of a file that is imported in one way.</summary>
    public static string KeyOf(ImportRequest request, string fileHash) => $"{request.Kind}:{fileHash}:{request.IsDryRun}:{request.IncludesAll}";

    public void Progress(ImportCounts counts, DateTimeOffset now)
    {
        if (!isCompleted && counts.Done > Counts.Done)
        {
            Apply(new ImportProgressed(Id, counts, now));
        }
    }

    public void Complete(ImportReport report, DateTimeOffset now)
    {
        if (!isCompleted)
        {
            Apply(new ImportCompleted(Id, report, now));
        }
    }

    public void Fail(string reason, DateTimeOffset now)
    {
        if (!isCompleted)
        {
            Apply(new ImportFailed(Id, reason, now));
        }
    }

    private void When(ImportStarted e) => (Id, FileKey) = (e.ImportId, KeyOf(e.Request, e.FileHash));

    private void When(ImportProgressed e) => Counts = e.Counts;

    private void When(ImportCompleted e) => (isCompleted, Counts) = (true, e.Report.Counts);

    private void When(ImportFailed e) => isCompleted = false;
}
