using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Modules;
using Contrail.Flights.Domain.Flights;

namespace Contrail.Flights.Demo;

/// <summary>Brings a demo airline into being by its commands.</summary>
internal static class DemoSeed
{
    private const int InFlight = 64;
    private const string Actor = "demo";

    public static async Task RunAsync(
        RunningModule flights, DemoAirline airline, IReadOnlyList<ICommand> schedule, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        var total = airline.Airports.Count + airline.Aircraft.Count + schedule.Count;
        var done = 0;
        foreach (var step in new IReadOnlyList<ICommand>[] { [.. airline.Airports, .. airline.Aircraft], schedule })
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellation };
            await Parallel.ForEachAsync(step, options, async (command, stop) =>
            {
                await ExecuteAsync(flights, command, stop);
                progress?.Report((Interlocked.Increment(ref done), total));
            });
        }
    }

    /// <summary>The command's id follows from the command: carrying it out again at the next start costs a look into the record of outcomes.</summary>
    private static async Task ExecuteAsync(RunningModule flights, ICommand command, CancellationToken cancellation)
    {
        var fingerprint = Convert.ToHexStringLower(CommandContext.FingerprintOf(command).Span);
        try
        {
            await flights.Decisions.ExecuteAsync(command, CommandContext.For(DerivedId.From(Guid.Empty, $"demo:{fingerprint}"), Actor), cancellation);
        }
        catch (RefusedException refusal) when (refusal.Key == DepartureMustBeInTheFutureRule.Key)
        {
            // Its time came while the others were scheduled: the demo does without it.
        }
    }
}
