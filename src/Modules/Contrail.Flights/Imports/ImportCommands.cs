using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;

namespace Contrail.Flights.Imports;

/// <summary>Begins an import - or goes on with the one of the same file that did not finish.</summary>
internal sealed record StartImport(ImportRequest Request, string FileHash) : ICommand<StartedImport>;

/// <summary>An import to run.</summary>
/// <param name="Id">The import.</param>
/// <param name="Done">What was done before.</param>
internal sealed record StartedImport(ImportId Id, ImportCounts Done);

internal sealed class StartImportHandler : ICommandHandler<StartImport, StartedImport>
{
    /// <summary>Who owns a file while its import is unfinished.</summary>
    public const string Unfinished = "unfinished_import";

    public StartedImport Handle(StartImport command, IDecision decision)
    {
        var key = Import.KeyOf(command.Request, command.FileHash);
        if (decision.ClaimedBy(Unfinished, key) is { } unfinished)
        {
            var earlier = ImportId.Parse(unfinished);
            return new StartedImport(earlier, decision.Load<Import>(earlier).Counts);
        }

        var id = new ImportId(decision.NewId("import"));
        decision.Add(Import.Start(id, command.Request, command.FileHash, decision.Actor, decision.Now));
        decision.Claim(Unfinished, key, id.ToString());
        return new StartedImport(id, ImportCounts.None);
    }
}

/// <summary>So much is done.</summary>
internal sealed record RecordImportProgress(ImportId Id, ImportCounts Counts) : ICommand;

internal sealed class RecordImportProgressHandler : ICommandHandler<RecordImportProgress>
{
    public void Handle(RecordImportProgress command, IDecision decision) => decision.Load<Import>(command.Id).Progress(command.Counts, decision.Now);
}

/// <summary>All is done.</summary>
internal sealed record CompleteImport(ImportId Id, ImportReport Report) : ICommand;

internal sealed class CompleteImportHandler : ICommandHandler<CompleteImport>
{
    public void Handle(CompleteImport command, IDecision decision)
    {
        var import = decision.Load<Import>(command.Id);
        import.Complete(command.Report, decision.Now);
        decision.Unclaim(StartImportHandler.Unfinished, import.FileKey, import.Id.ToString());
    }
}

/// <summary>It cannot go on. The same file may be imported again and goes on where it stood.</summary>
internal sealed record FailImport(ImportId Id, string Reason) : ICommand;

internal sealed class FailImportHandler : ICommandHandler<FailImport>
{
    public void Handle(FailImport command, IDecision decision) => decision.Load<Import>(command.Id).Fail(command.Reason, decision.Now);
}
