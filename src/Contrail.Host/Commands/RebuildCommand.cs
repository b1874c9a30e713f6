using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;

namespace Contrail.Host.Commands;

/// <summary><c>rebuild [module[/read_model]]</c>: builds read models anew from their log.</summary>
internal static class RebuildCommand
{
    private static readonly Argument<string?> What = new("what")
    {
        Description = "module or module/read_model; everything when left out.", Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Makes the verb.</summary>
    public static Command Make(StoredModules stored)
    {
        var verb = stored.On(new Command("rebuild", "Builds read models anew beside the served ones, then serves them. Stop the host first, unless it runs on PostgreSQL."));
        verb.Arguments.Add(What);
        verb.SetAction((parsed, cancellation) => StoredModules.RunAsync(() => RunAsync(stored, parsed, cancellation)));
        return verb;
    }

    private static async Task<int> RunAsync(StoredModules stored, ParseResult parsed, CancellationToken cancellation)
    {
        var parts = parsed.GetValue(What)?.Split('/', 2);
        foreach (var module in stored.Named(parsed, parts?[0]))
        {
            await using var maintenance = await ModuleMaintenance.OpenAsync(module, stored.Open(parsed, OpenFor.Work), cancellation: cancellation);
            foreach (var name in parts is [_, var one] ? [one] : maintenance.ReadModels)
            {
                await RebuildAsync(maintenance, name, parsed.InvocationConfiguration.Output, cancellation);
            }
        }

        return 0;
    }

    private static async Task RebuildAsync(ModuleMaintenance maintenance, string name, TextWriter output, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var head = (await maintenance.Log.ReadHeadAsync(cancellation)).Position;
        using (var line = ProgressLine.On(Console.Error))
        {
            var shown = line.Of($"{maintenance.Name}/{name}", head);
            await maintenance.RebuildAsync(name, new Forward(shown), cancellation);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{maintenance.Name}/{name}: rebuilt from {head} events in {seconds:0.0} s ({head / Math.Max(seconds, 0.001):0} events/s)"));
    }

    /// <summary>Reports at once, on the caller's thread.</summary>
    private sealed class Forward(IProgress<long> to) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => to.Report(value.Position);
    }
}
