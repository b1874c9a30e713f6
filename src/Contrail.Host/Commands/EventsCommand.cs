using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Host.Commands;

/// <summary><c>events</c>: shows, filters, follows and exports the log of a module.</summary>
internal static class EventsCommand
{
    private static readonly Argument<string> Module = new("module") { Description = "Whose log." };
    private static readonly Option<long> After = new("--after") { Description = "Begins after this position." };
    private static readonly Option<long?> Last = new("--last") { Description = "Only the last so many events of the log." };
    private static readonly Option<long?> Limit = new("--limit") { Description = "Ends after so many." };
    private static readonly Option<string?> Type = new("--type") { Description = "Only this wire name, with or without version." };
    private static readonly Option<string?> Stream = new("--stream") { Description = "Only this stream." };
    private static readonly Option<Guid?> Correlation = new("--correlation") { Description = "Only what one request set off." };
    private static readonly Option<bool> Follow = new("--follow") { Description = "Goes on with what comes (PostgreSQL; a module on SQLite belongs to one process)." };
    private static readonly Option<bool> AsJson = new("--json") { Description = "One JSON document a line, whole events: an export." };
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes the verb.</summary>
    public static Command Make(StoredModules stored)
    {
        var verb = stored.On(new Command("events", "Shows the log of a module, a line for each event. Stop the host first, unless it runs on PostgreSQL."));
        verb.Arguments.Add(Module);
        foreach (var option in new Option[] { After, Last, Limit, Type, Stream, Correlation, Follow, AsJson })
        {
            verb.Options.Add(option);
        }

        verb.SetAction((parsed, cancellation) => StoredModules.RunAsync(() => RunAsync(stored, parsed, cancellation)));
        return verb;
    }

    private static async Task<int> RunAsync(StoredModules stored, ParseResult parsed, CancellationToken cancellation)
    {
        var module = stored.Named(parsed, parsed.GetValue(Module)).Single();
        await using var maintenance = await ModuleMaintenance.OpenAsync(module, stored.Open(parsed, OpenFor.Inspection), cancellation: cancellation);
        var filter = EventFilter.Of(parsed.GetValue(Type), parsed.GetValue(Stream), parsed.GetValue(Correlation));
        var head = (await maintenance.Log.ReadHeadAsync(cancellation)).Position;
        var after = parsed.GetValue(Last) is { } last ? Math.Max(0, head - last) : parsed.GetValue(After);
        var left = parsed.GetValue(Limit) ?? long.MaxValue;
        var output = parsed.InvocationConfiguration.Output;
        while (left > 0)
        {
            await foreach (var e in maintenance.Log.ReadAllAsync(after, filter.Type is null ? null : [filter.Type], cancellation: cancellation))
            {
                after = e.Position;
                if (filter.Holds(e))
                {
                    await output.WriteLineAsync(parsed.GetValue(AsJson) ? JsonSerializer.Serialize(StoredEvent.Verbatim(module.Name, e), EventSerializer.Options) : TextOf(module.Name, e));
                    if (--left == 0)
                    {
                        break;
                    }
                }
            }

            if (!parsed.GetValue(Follow))
            {
                break;
            }

            await output.FlushAsync(cancellation);
            await Task.Delay(Poll, cancellation);
        }

        return 0;
    }

    private static string TextOf(string module, RecordedEvent e) => string.Create(
        CultureInfo.InvariantCulture, $"{e.Position,8} {e.RecordedAt:yyyy-MM-dd HH:mm:ss.fff} {e.Stream}@{e.Version} {new WireName(e.Type, e.SchemaVersion)} {Shortened(StoredEvent.Of(module, e).Data.GetRawText())}");

    private static string Shortened(string data) => data.Length > 200 ? $"{data[..200]}..." : data;
}
