using Contrail.Engine.Decisions;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Features;
using Contrail.Flights.Imports.Airports;

namespace Contrail.Flights.Imports;

/// <summary>One airport or flight to import.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Column">Where what names it begins.</param>
/// <param name="Subject">What it is, in words; unique in the file.</param>
/// <param name="Command">What is to be done.</param>
internal sealed record ImportStep(int Line, int Column, string Subject, ICommand<ImportEffect> Command);

/// <summary>A file as steps, read as they are taken.</summary>
internal interface IImportSource
{
    int Lines { get; }

    string? Format { get; }

    ScheduleFacts? Schedule { get; }

    IAsyncEnumerable<ImportStep> StepsAsync(CancellationToken cancellation);
}

/// <summary>Airports of a file. Terminals, which no file has, stay as they are.</summary>
internal sealed class AirportSource(Stream file, ImportProblems problems, Tally skips, IImportTarget target) : IImportSource
{
    private readonly AirportReader reader = new(file, problems, skips);

    public int Lines => reader.Lines;

    public string? Format => reader.Format?.Name;

    public ScheduleFacts? Schedule => null;

    public async IAsyncEnumerable<ImportStep> StepsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var read in reader.Airports())
        {
            cancellation.ThrowIfCancellationRequested();
            var terminals = target.Find<Airport>(read.Code)?.Details.Terminals ?? [];
            yield return new ImportStep(read.Line, 1, read.Code.ToString(), new CreateAirport(
                read.Code, read.Name, read.City, read.CityCode, read.Country, read.Latitude, read.Longitude, read.TimeZone, terminals));
        }
    }
}
