using Contrail.Engine.Domain;
using Contrail.Flights.Features;

namespace Contrail.Flights.Imports;

/// <summary>One run over a file: takes its steps in batches, each batch with many commands at once, and tells how far it is after each.</summary>
internal sealed class ImportRun(IImportTarget target, TimeProvider clock)
{
    private const int Batch = 512;
    private readonly ImportProblems problems = new();
    private readonly Tally skips = new();
    private readonly Dictionary<ImportEffect, int> effects = [];
    private readonly Lock gate = new();
    private int refused;

    /// <summary>Reads, expands and carries out.</summary>
    /// <param name="request">What to import.</param>
    /// <param name="file">The file, from its beginning.</param>
    /// <param name="before">What was done before this run: so many steps are passed over.</param>
    /// <param name="progress">Is told after each batch.</param>
    /// <param name="cancellation">Stops after the commands that are under way.</param>
    public async Task<ImportReport> RunAsync(
        ImportRequest request, Stream file, ImportCounts before, Func<ImportCounts, Task> progress, CancellationToken cancellation)
    {
        IImportSource source = request.Kind == ImportKind.Airports
            ? new AirportSource(file, problems, skips, target)
            : new SsimSource(file, problems, skips, target, request, clock);
        var counts = before;
        var read = 0;
        var batch = new List<ImportStep>(Batch);
        await foreach (var step in source.StepsAsync(cancellation).ConfigureAwait(false))
        {
            if (++read <= before.Done)
            {
                continue;
            }

            batch.Add(step);
            if (batch.Count == Batch)
            {
                await progress(counts = await CarryOutAsync(batch, before, read, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }

        counts = await CarryOutAsync(batch, before, Math.Max(read, before.Done), cancellation).ConfigureAwait(false);
        await progress(counts).ConfigureAwait(false);
        return new ImportReport(source.Lines, counts, skips.Counts, problems.Errors, problems.Warnings, source.Format, source.Schedule, problems.Kept);
    }

    private async Task<ImportCounts> CarryOutAsync(List<ImportStep> batch, ImportCounts before, int done, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = target.InFlight, CancellationToken = cancellation };
        await Parallel.ForEachAsync(batch, parallel, CarryOutAsync).ConfigureAwait(false);
        batch.Clear();
        return new ImportCounts(
            done,
            before.Created + effects.GetValueOrDefault(ImportEffect.Created),
            before.Changed + effects.GetValueOrDefault(ImportEffect.Changed),
            before.Unchanged + effects.GetValueOrDefault(ImportEffect.Unchanged),
            before.Refused + refused);
    }

    private async ValueTask CarryOutAsync(ImportStep step, CancellationToken cancellation)
    {
        try
        {
            var effect = await target.ApplyAsync(step.Command, step.Subject, cancellation).ConfigureAwait(false);
            lock (gate)
            {
                effects[effect] = effects.GetValueOrDefault(effect) + 1;
            }
        }
        catch (RefusedException refusal)
        {
            Interlocked.Increment(ref refused);
            problems.Error(step.Line, step.Column, step.Command is CreateAirport ? "airport" : "flight", step.Subject, $"one that can be imported. {refusal.Message}");
        }
    }
}
