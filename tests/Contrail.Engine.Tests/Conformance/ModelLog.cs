using Contrail.Engine.Log;

namespace Contrail.Engine.Tests.Conformance;

/// <summary>A log as one would explain it: no pages, no hashes, no batches.</summary>
internal sealed class ModelLog
{
    private readonly Dictionary<Guid, (long Position, ReadOnlyMemory<byte> Outcome)> done = [];

    public List<(string Stream, long Version, Guid Id)> Events { get; } = [];

    public long VersionOf(string stream) => Events.Count(e => e.Stream == stream);

    public string Judge(AppendUnit unit)
    {
        if (done.TryGetValue(unit.CommandId, out var earlier))
        {
            return Duplicate(earlier.Position, earlier.Outcome);
        }

        var expectations = unit.Reads.Select(r => (r.Stream, r.Version)).Concat(unit.Writes.Select(w => (w.Stream, w.ExpectedVersion)));
        foreach (var (stream, version) in expectations)
        {
            if (VersionOf(stream) != version)
            {
                return Conflict(stream, version, VersionOf(stream));
            }
        }

        foreach (var write in unit.Writes)
        {
            foreach (var e in write.Events)
            {
                Events.Add((write.Stream, VersionOf(write.Stream) + 1, e.Id));
            }
        }

        done[unit.CommandId] = (Events.Count, unit.Outcome);
        return Appended(Events.Count);
    }

    public static string Describe(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Appended appended => Appended(appended.Position),
        AppendOutcome.Duplicate duplicate => Duplicate(duplicate.Recorded.Position, duplicate.Recorded.Outcome),
        AppendOutcome.Conflict conflict => Conflict(conflict.Stream, conflict.ExpectedVersion, conflict.ActualVersion),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static string Appended(long position) => $"appended up to {position}";

    private static string Duplicate(long position, ReadOnlyMemory<byte> outcome) => $"duplicate of {position}: {Convert.ToHexString(outcome.Span)}";

    private static string Conflict(string stream, long expected, long actual) => $"conflict: {stream} is at {actual}, not {expected}";
}
