using System.Text;
using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Sqlite;

/// <summary>Rows of the log's file as the engine's records.</summary>
internal static class SqliteRows
{
    /// <summary>The columns that <see cref="Event"/> expects.</summary>
    public const string EventColumns =
        "e.position, e.version, e.event_id, e.recorded_at, e.hash, e.schema_version, e.type, e.data, e.metadata, e.stream";

    /// <summary>The current row as an event.</summary>
    /// <param name="row">Columns as in <see cref="EventColumns"/>.</param>
    /// <param name="stream">The stream's name, if all rows are of one.</param>
    /// <param name="names">Names that repeat.</param>
    public static RecordedEvent Event(SqliteStatement row, string? stream, SqliteNames names)
    {
        var hash = row.Bytes(4);
        var type = names.Type(row.Bytes(6));
        var data = row.Bytes(7);
        var metadata = row.Bytes(8);

        // One array for the three: they live and die together.
        var bytes = GC.AllocateUninitializedArray<byte>(hash.Length + data.Length + metadata.Length);
        hash.CopyTo(bytes);
        data.CopyTo(bytes.AsSpan(hash.Length));
        metadata.CopyTo(bytes.AsSpan(hash.Length + data.Length));
        return new RecordedEvent(
            row.Integer(0), stream ?? row.Text(9), row.Integer(1), row.Id(2), type, (int)row.Integer(5),
            bytes.AsMemory(hash.Length, data.Length), bytes.AsMemory(hash.Length + data.Length), row.Instant(3), bytes.AsMemory(0, hash.Length));
    }

    /// <summary>The current row as the content of an event: schema version, type, data. It is valid until the next row.</summary>
    public static EventContent Content(SqliteStatement row, SqliteNames names) =>
        new() { Type = names.Type(row.Bytes(1)), SchemaVersion = (int)row.Integer(0), Data = row.Bytes(2) };

    /// <summary>The current row as a recorded outcome; its position and outcome are the first two columns.</summary>
    public static RecordedOutcome Outcome(Guid commandId, SqliteStatement row) => new(commandId, row.Integer(0), row.Bytes(1).ToArray());

    /// <summary>The current row as a scheduled command.</summary>
    public static ScheduledCommand Scheduled(SqliteStatement row) =>
        new(row.Text(0), row.Id(1), row.Instant(2), row.Text(3), (int)row.Integer(4), row.Bytes(5).ToArray(), row.Bytes(6).ToArray());
}

/// <summary>
/// Names of types, which repeat from row to row, decoded once; made for one read and not shared between threads.
/// </summary>
internal sealed class SqliteNames
{
    private const int LongestType = 256;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> types =
        new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public string Type(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestType)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<char> chars = stackalloc char[LongestType];
        chars = chars[..Encoding.UTF8.GetChars(utf8, chars)];
        if (!types.TryGetValue(chars, out var name))
        {
            name = new string(chars);
            types[chars] = name;
        }

        return name;
    }
}
