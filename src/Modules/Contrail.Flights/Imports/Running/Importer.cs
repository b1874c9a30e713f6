using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Contrail.Engine.Decisions;
using Contrail.Engine.Modules;

namespace Contrail.Flights.Imports;

/// <summary>Runs imports against a running module and keeps their history. Each runs once at a time.</summary>
internal sealed class Importer(RunningModule flights)
{
    private static readonly ConditionalWeakTable<RunningModule, Importer> Importers = [];
    private readonly ConcurrentDictionary<ImportId, bool> atWork = new();

    /// <summary>The importer of a module.</summary>
    public static Importer Of(RunningModule flights) => Importers.GetValue(flights, module => new Importer(module));

    /// <summary>A hash by which a file is known again.</summary>
    public static string HashOf(Stream file)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        file.Position = 0;
        return hash;
    }

    /// <summary>Whether this process is at it.</summary>
    public bool IsAtWork(ImportId import) => atWork.ContainsKey(import);

    /// <summary>Tells what an import would do; nothing is written, not even its history.</summary>
    public Task<ImportReport> TryAsync(ImportRequest request, Stream file, TimeProvider clock, Func<ImportCounts, Task> progress, CancellationToken cancellation) =>
        new ImportRun(new DryRunTarget(flights, clock), clock).RunAsync(request, file, ImportCounts.None, progress, cancellation);

    /// <summary>Runs an import that was started, unless this process is at it already.</summary>
    /// <returns>Null if it was.</returns>
    public async Task<ImportReport?> RunAsync(
        StartedImport started, ImportRequest request, Stream file, TimeProvider clock, Func<ImportCounts, Task> progress, CancellationToken cancellation)
    {
        if (!atWork.TryAdd(started.Id, true))
        {
            return null;
        }

        try
        {
            IImportTarget target = request.IsDryRun ? new DryRunTarget(flights, clock) : new LiveTarget(flights, started.Id);
            var report = await new ImportRun(target, clock).RunAsync(request, file, started.Done, RecordAsync, cancellation).ConfigureAwait(false);
            await ExecuteAsync(new CompleteImport(started.Id, report)).ConfigureAwait(false);
            return report;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await ExecuteAsync(new FailImport(started.Id, e.Message)).ConfigureAwait(false);
            throw;
        }
        finally
        {
            atWork.TryRemove(started.Id, out _);
        }

        async Task RecordAsync(ImportCounts counts)
        {
            await ExecuteAsync(new RecordImportProgress(started.Id, counts)).ConfigureAwait(false);
            await progress(counts).ConfigureAwait(false);
        }
    }

    private Task<CommandResult> ExecuteAsync(ICommand command) => flights.Decisions.ExecuteAsync(command, CommandContext.New("import"));
}
