using System.CommandLine;
using System.Globalization;
using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;
using Contrail.Flights;
using Contrail.Flights.Imports;

namespace Contrail.Host.Commands;

/// <summary>
/// <c>import airports FILE</c> and <c>import ssim FILE</c>: opens the flights of a data directory, without serving, and imports into them. Ends with 0, also when
/// there are warnings; 1 when something was not imported; 2 for wrong arguments; 4 while a host has the directory.
/// </summary>
internal static class ImportCommand
{
    private const int Done = 0;
    private const int WithErrors = 1;
    private const int WrongArguments = 2;
    private const int DataInUse = 4;

    private static readonly Argument<FileInfo> File = new Argument<FileInfo>("FILE") { Description = "The file to import." }.AcceptExistingOnly();

    private static readonly Option<string> Data = new("--data") { Description = "The data directory.", DefaultValueFactory = _ => "data" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Tells what the import would do and writes nothing." };

    private static readonly Option<bool> All = new("--all") { Description = "Imports flights that carry no passengers too." };

    private static readonly Option<bool> Json = new("--json") { Description = "Prints the report as JSON." };

    private static readonly Option<DateTimeOffset?> Clock = new("--clock")
    {
        Description = "What the time is taken to be, for example 2005-05-01T00:00:00Z: flights before it are skipped. Not in Production.",
    };

    /// <summary>The verb with its two kinds of file.</summary>
    public static Command Create() => new("import", "Imports airports or a schedule into a data directory that no host is serving.")
    {
        KindOf("airports", "A table of airports: lxndrblz, OpenFlights, or any with a header that names code, latitude, longitude and time_zone.", ImportKind.Airports),
        KindOf("ssim", "A schedule as of SSIM chapter 7.", ImportKind.Ssim),
    };

    private static Command KindOf(string name, string description, ImportKind kind)
    {
        var command = new Command(name, description) { File, Data, DryRun, All, Json, Clock };
        command.SetAction((parsed, cancellation) => RunAsync(kind, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ImportKind kind, ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(Clock) is not null && Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is "Production")
        {
            return await EndAsync(WrongArguments, "--clock is for demos and tests, and refused in Production.");
        }

        var request = new ImportRequest(kind, parsed.GetValue(File)!.Name, parsed.GetValue(DryRun), parsed.GetValue(All));
        try
        {
            var report = await ImportAsync(request, parsed, cancellation);
            await ImportText.WriteAsync(Console.Out, request, report, parsed.GetValue(Json));
            return report.Errors > 0 ? WithErrors : Done;
        }
        catch (StorageInUseException e)
        {
            return await EndAsync(DataInUse, $"{e.Message} A host serves this directory: send the file to it, POST /api/imports/{kind.ToString().ToLowerInvariant()}, or stop it first.");
        }
        catch (OperationCanceledException)
        {
            return await EndAsync(WithErrors, "interrupted. Run the same command again to continue.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StorageUnavailableException or LogDamagedException)
        {
            return await EndAsync(WithErrors, e.Message);
        }
    }

    private static async Task<ImportReport> ImportAsync(ImportRequest request, ParseResult parsed, CancellationToken cancellation)
    {
        TimeProvider clock = parsed.GetValue(Clock) is { } start ? new ImportClock(start) : TimeProvider.System;
        await using var file = parsed.GetValue(File)!.OpenRead();
        var directory = Path.GetFullPath(parsed.GetValue(Data)!);
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

    /// <summary>Runs from another instant on.</summary>
    private sealed class ImportClock(DateTimeOffset start) : TimeProvider
    {
        private readonly TimeSpan shift = start - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
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
