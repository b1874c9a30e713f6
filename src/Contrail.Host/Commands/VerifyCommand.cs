using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Host.Commands;

/// <summary><c>verify</c>: each hash chain whole, each read model equal to its rebuild.</summary>
internal static class VerifyCommand
{
    private static readonly Option<string?> Module = new("--module") { Description = "One module; all when left out." };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Prints one JSON document." };

    private static readonly Option<bool> AcceptTail = new("--accept-tail")
    {
        Description = "First takes the end that each log has now for its true end and writes new anchors. Events that were lost stay lost.",
    };

    /// <summary>Makes the verb. It ends with 0 if nothing is wrong, else with 1.</summary>
    public static Command Make(StoredModules stored)
    {
        var verb = stored.On(new Command("verify", "Checks that each log is whole and each read model equals its rebuild. Stop the host first, unless it runs on PostgreSQL."));
        verb.Options.Add(Module);
        verb.Options.Add(AsJson);
        verb.Options.Add(AcceptTail);
        verb.SetAction((parsed, cancellation) => StoredModules.RunAsync(() => RunAsync(stored, parsed, cancellation)));
        return verb;
    }

    private static async Task<int> RunAsync(StoredModules stored, ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        var asJson = parsed.GetValue(AsJson);
        var found = new List<VerifiedModule>();
        foreach (var module in stored.Named(parsed, parsed.GetValue(Module)))
        {
            if (parsed.GetValue(AcceptTail))
            {
                await using var accepted = await stored.Open(parsed, OpenFor.AcceptingTail).OpenAsync(module.Name, cancellation);
            }

            found.Add(await VerifyAsync(module, stored.Open(parsed, OpenFor.Inspection), cancellation));
            if (!asJson)
            {
                await WriteAsync(output, found[^1]);
            }
        }

        var isWhole = found.TrueForAll(m => m.IsWhole);
        await output.WriteLineAsync(asJson
            ? JsonSerializer.Serialize(new { isWhole, modules = found }, EventSerializer.Options)
            : isWhole ? "All is well." : "Something is wrong: see above. Read models are mended with 'rebuild'; a log is never repaired, restore a backup.");
        return isWhole ? 0 : 1;
    }

    private static async Task<VerifiedModule> VerifyAsync(Module module, IStorage storage, CancellationToken cancellation)
    {
        try
        {
            await using var maintenance = await ModuleMaintenance.OpenAsync(module, storage, cancellation: cancellation);
            using var line = ProgressLine.On(Console.Error);
            var head = (await maintenance.Log.ReadHeadAsync(cancellation)).Position;
            var log = await maintenance.VerifyLogAsync(line.Of($"{module.Name}: log", head), cancellation);
            var readModels = new List<VerifiedReadModel>();
            foreach (var name in log.IsWhole ? maintenance.ReadModels : [])
            {
                line.Say($"{module.Name}: {name}");
                readModels.Add(await maintenance.VerifyReadModelAsync(name, cancellation) is { } report
                    ? new VerifiedReadModel(name, report.Position, report.Rows, report.Differences)
                    : new VerifiedReadModel(name, 0, 0, []));
            }

            return new VerifiedModule(module.Name, log.Events, log.Streams, log.Head.Position, Convert.ToHexStringLower(log.Head.Hash.Span), log.Problems, readModels);
        }
        catch (LogDamagedException e)
        {
            return new VerifiedModule(module.Name, 0, 0, 0, "", [e.Message], []);
        }
    }

    private static async Task WriteAsync(TextWriter output, VerifiedModule module)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{module.Module}: {module.Events} events in {module.Streams} streams, {(module.Problems.Count == 0 ? "the chain is whole" : "DAMAGED")}"));
        foreach (var problem in module.Problems)
        {
            await output.WriteLineAsync($"  {problem}");
        }

        foreach (var readModel in module.ReadModels)
        {
            await output.WriteLineAsync(readModel.Differences.Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"  {readModel.Name}: {readModel.Rows} rows equal their rebuild at {readModel.Position}")
                : $"  {readModel.Name}: DIFFERS from its rebuild in {string.Join(", ", readModel.Differences)}");
        }
    }

    /// <summary>What was found in a module.</summary>
    internal sealed record VerifiedModule(
        string Module, long Events, long Streams, long Head, string HeadHash, IReadOnlyList<string> Problems, IReadOnlyList<VerifiedReadModel> ReadModels)
    {
        public bool IsWhole => Problems.Count == 0 && ReadModels.All(r => r.Differences.Count == 0);
    }

    /// <summary>What was found in a read model; position 0 if it was never built.</summary>
    internal sealed record VerifiedReadModel(string Name, long Position, long Rows, IReadOnlyList<string> Differences);
}
