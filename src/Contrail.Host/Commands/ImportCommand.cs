using System.CommandLine;
using System.Globalization;
using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;
using Contrail.Flights;
using Contrail.Flights.Imports;

namespace Contrail.Host.Commands;

/// <summary>
/// <c>import airports FILE</c> and <c>import ssim FILE</c>: opens the flights of a data directory, without serving, and imports into them. Ends with 0, also when
/// there are warnings; 1 when something was not imported; otherwise as <see cref="ExitCodes"/> says.
/// </summary>
internal static class ImportCommand
{
    private static readonly Argument<FileInfo> File = new Argument<FileInfo>("FILE") { Description = "The file to import." }.AcceptExistingOnly();

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Tells what the import would do and writes nothing." };

    private static readonly Option<bool> All = new("--all") { Description = "Imports flights that carry no passengers too." };

    private static readonly Option<bool> Json = new("--json") { Description = "Prints the report as JSON." };

    /// <summary>The verb with its two kinds of file.</summary>
    public static Command Create() => new("import", "Imports airports or a schedule into a data directory that no host is serving.")
    {
        KindOf("airports", "A table of airports: lxndrblz, OpenFlights, or any with a header that names code, latitude, longitude and time_zone.", ImportKind.Airports),
        KindOf("ssim", "A schedule as of SSIM chapter 7.", ImportKind.Ssim),
    };

    private static Command KindOf(string name, string description, ImportKind kind)
    {
        var command = new Command(name, description) { File, CommandLine.Data, DryRun, All, Json, CommandLine.Clock };
        command.SetAction((parsed, cancellation) => RunAsync(kind, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ImportKind kind, ParseResult parsed, CancellationToken cancellation)
    {
        var request = new ImportRequest(kind, parsed.GetValue(File)!.Name, parsed.GetValue(DryRun), parsed.GetValue(All));
        try
        {
            var report = await ImportAsync(request, parsed, cancellation);
            await ImportText.WriteAsync(Console.Out, request, report, parsed.GetValue(Json));
            return report.Errors > 0 ? ExitCodes.Unexpected : ExitCodes.Done;
        }
        catch (OperationCanceledException)
        {
            return await EndAsync(ExitCodes.Unexpected, "interrupted. Run the same command again to continue.");
        }
        catch (Exception e)
        {
            var (code, line) = ExitCodes.Of(e);
            return await EndAsync(code, e is StorageInUseException
                ? $"{line} If a host serves this directory send the file to it, POST /api/imports/{kind.ToString().ToLowerInvariant()}, or stop it first."
                : line);
        }
    }

    private static async Task<ImportReport> ImportAsync(ImportRequest request, ParseResult parsed, CancellationToken cancellation)
    {
        TimeProvider clock = CommandLine.ClockOf(parsed.GetValue(CommandLine.Clock)) is { } start ? new ShiftedClock(start) : TimeProvider.System;
        await using var file = parsed.GetValue(File)!.OpenRead();
        var directory = Path.GetFullPath(parsed.GetValue(CommandLine.Data)!);
        if (ContrailHost.IsOfPostgres(directory))
        {
            throw new WrongArgumentsException(
                $"The logs of '{directory}' lie in PostgreSQL, and this imports into SQLite: start the host and send it the file, POST /api/imports/{request.Kind.ToString().ToLowerInvariant()}.");
        }

        IStorage storage = request.IsDryRun && !Directory.Exists(directory) ? new InMemoryStorage() : new SqliteStorage(new SqliteOptions(directory) { Clock = clock });
        await using var flights = await RunningModule.StartAsync(new FlightsModule(), storage, new ModuleOptions { Clock = clock }, cancellation);
        var progress = new ImportProgress(Console.Error);
        var importer = Importer.Of(flights);
        if (request.IsDryRun)
        {
            return await importer.TryAsync(request, file, clock, progress.TellAsync, cancellation);
        }

        var started = await flights.Decisions.ExecuteAsync(new StartImport(request, Importer.HashOf(file)), CommandContext.New("command line"), cancellation);
        return (await importer.RunAsync(started.Result, request, file, clock, progress.TellAsync, cancellation))!;
    }

    private static async Task<int> EndAsync(int code, string line)
    {
        await Console.Error.WriteLineAsync($"contrail: {line.ReplaceLineEndings(" ")}");
        return code;
    }
}

/// <summary>Tells how far an import is, at most once a second.</summary>
internal sealed class ImportProgress(TextWriter output)
{
    private readonly long begun = TimeProvider.System.GetTimestamp();
    private long toldAt;
    private int before = -1;

    public async Task TellAsync(ImportCounts counts)
    {
        before = before < 0 ? counts.Done : before;
        if (TimeProvider.System.GetElapsedTime(toldAt == 0 ? begun : toldAt) < TimeSpan.FromSeconds(1))
        {
            return;
        }

        toldAt = TimeProvider.System.GetTimestamp();
        var rate = (counts.Done - before) / TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{counts.Done:N0} done: {counts.Created:N0} created, {counts.Changed:N0} changed, {counts.Unchanged:N0} unchanged, {counts.Refused:N0} refused; {rate:N0}/s"));
    }
}
