using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Contrail.Engine.Decisions;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Flights.Features;

namespace Contrail.Flights.Imports;

/// <summary>Runs imports against a running module and keeps their history. Each runs once at a time.</summary>
internal sealed class Importer(RunningModule flights)
{
    private static readonly ConditionalWeakTable<RunningModule, Importer> Importers = [];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // True while an import runs, false while its end is not yet in its history: then it may run again.
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

    /// <summary>Those that this process is at, as of now. An import leaves them only when its history shows how it ended: whoever asks for this first and
    /// then reads the history sees it at work or at its end.</summary>
    public IReadOnlySet<string> AtWork => atWork.Keys.Select(import => import.ToString()).ToHashSet(StringComparer.Ordinal);

    /// <summary>Tells what an import would do; nothing is written, not even its history.</summary>
    public Task<ImportReport> TryAsync(ImportRequest request, Stream file, TimeProvider clock, Func<ImportCounts, Task> progress, CancellationToken cancellation) =>
        new ImportRun(new DryRunTarget(flights, clock), clock).RunAsync(request, file, ImportCounts.None, progress, cancellation);

    /// <summary>Runs an import that was started, unless this process is at it already. It is at work when this method returns its task; the work itself is not
    /// done on the caller's thread.</summary>
    /// <returns>Null if it was at work.</returns>
    public async Task<ImportReport?> RunAsync(
        StartedImport started, ImportRequest request, Stream file, TimeProvider clock, Func<ImportCounts, Task> progress, CancellationToken cancellation)
    {
        if (!atWork.TryAdd(started.Id, true) && !atWork.TryUpdate(started.Id, true, comparisonValue: false))
        {
            return null;
        }

        try
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
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
            atWork[started.Id] = false;
            await LeaveAsync(started.Id).ConfigureAwait(false);
        }

        async Task RecordAsync(ImportCounts counts)
        {
            await ExecuteAsync(new RecordImportProgress(started.Id, counts)).ConfigureAwait(false);
            await progress(counts).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the history shows what was recorded. If that takes long, the import is said to have stopped too early, which is no harm.</summary>
    private async Task LeaveAsync(ImportId import)
    {
        try
        {
            var head = await flights.Log.ReadHeadAsync(CancellationToken.None).ConfigureAwait(false);
            await flights.CaughtUpAsync(ImportHistoryProjection.ReadModel, head.Position, Patience).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or StorageUnavailableException)
        {
            // The history is behind for another reason, which is told elsewhere.
        }
        finally
        {
            atWork.TryRemove(KeyValuePair.Create(import, false)); // Unless it runs again.
        }
    }

    private Task<CommandResult> ExecuteAsync(ICommand command) => flights.Decisions.ExecuteAsync(command, CommandContext.New("import"));
}
