using System.Globalization;
using System.Text;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Conformance;

namespace Contrail.Engine.Tests.Tamper;

/// <summary>All events as they are read, in the log's order and stream by stream: equal texts are equal contents.</summary>
internal static class LogContent
{
    public const int Streams = 40;

    /// <summary>Appends events to the streams in turn, several to a batch, of sizes that differ.</summary>
    public static async Task FillAsync(ILogStore log, int from, int count, int perBatch)
    {
        for (var batch = from; batch < from + count; batch += perBatch)
        {
            var units = Enumerable.Range(batch, Math.Min(perBatch, from + count - batch)).Select(n =>
                Draft.Unit().Writing($"bank-{n % Streams}", n / Streams, Draft.Event($$"""{"n":{{n}},"text":"{{new string('x', n * 7 % 300)}}"}""")));
            var outcomes = await log.AppendAsync([.. units], CancellationToken.None);
            if (outcomes.Any(o => o is not AppendOutcome.Appended))
            {
                throw new InvalidOperationException("The log to be damaged could not be written.");
            }
        }
    }

    public static async Task<string> ReadAsync(IModuleStorage module)
    {
        var text = new StringBuilder();
        await foreach (var e in module.Log.ReadAllAsync())
        {
            Add(text, e);
        }

        for (var stream = 0; stream < Streams; stream++)
        {
            await foreach (var e in module.Log.ReadWholeStreamAsync($"bank-{stream}"))
            {
                Add(text, e);
            }
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, RecordedEvent e) => text.Append(CultureInfo.InvariantCulture,
        $"{e.Position} {e.Stream} {e.Version} {e.Id} {e.Type} {e.SchemaVersion} {e.RecordedAt:O} {Convert.ToHexString(e.Hash.Span)} {Encoding.UTF8.GetString(e.Data.Span)} {Encoding.UTF8.GetString(e.Metadata.Span)}\n");
}
