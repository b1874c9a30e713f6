using System.Buffers;
using System.Runtime.ExceptionServices;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Npgsql;

namespace Contrail.Engine.Postgres;

/// <summary>Reads rows of the log's tables.</summary>
internal static class PostgresRows
{
    /// <summary>The columns that <see cref="Event"/> reads, in order.</summary>
    public const string EventColumns = "position, stream, version, event_id, type, schema_version, data, metadata, recorded_at, hash";

    /// <summary>The columns that <see cref="EventOf"/> reads, in order: those of an event whose stream is known.</summary>
    public const string StreamColumns = "position, version, event_id, type, schema_version, data, metadata, recorded_at, hash";

    /// <summary>Reads a head from the first two columns.</summary>
    /// <exception cref="LogDamagedException">It holds no hash.</exception>
    public static LogHead Head(NpgsqlDataReader row)
    {
        var head = new LogHead(row.GetInt64(0), row.GetFieldValue<byte[]>(1));
        return head.Hash.Length == HashChain.HashBytes
            ? head
            : throw new LogDamagedException($"The log's head at position {head.Position} holds what is no hash. Run 'verify', and restore a backup.");
    }

    /// <summary>What to throw where there is no head.</summary>
    public static LogDamagedException NoHead() => new("The log has lost its head: the table log_head is empty.");

    public static RecordedEvent Event(NpgsqlDataReader row) => From(row, row.GetString(1), 2);

    /// <summary>Reads an event of a known stream.</summary>
    public static RecordedEvent EventOf(string stream, NpgsqlDataReader row) => From(row, stream, 1);

    public static RecordedOutcome Outcome(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2));

    public static ScheduledCommand Scheduled(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetGuid(1),
        row.GetFieldValue<DateTimeOffset>(2),
        row.GetString(3),
        row.GetInt32(4),
        row.GetFieldValue<byte[]>(5),
        row.GetFieldValue<byte[]>(6));

    /// <summary>Runs a command and reads all its rows.</summary>
    public static async Task<List<T>> ToListAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>A command with positional parameters.</summary>
    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>A parameter whose type follows from its value's.</summary>
    public static NpgsqlParameter<T> P<T>(T value) => new() { TypedValue = value };

    private static RecordedEvent From(NpgsqlDataReader row, string stream, int next) => new(
        row.GetInt64(0),
        stream,
        row.GetInt64(next),
        row.GetGuid(next + 1),
        row.GetString(next + 2),
        row.GetInt32(next + 3),
        row.GetFieldValue<byte[]>(next + 4),
        row.GetFieldValue<byte[]>(next + 5),
        row.GetFieldValue<DateTimeOffset>(next + 6),
        row.GetFieldValue<byte[]>(next + 7));
}

/// <summary>Gives the contents of a stream's events to a visitor as their rows come, from one buffer.</summary>
internal sealed class PostgresContents(ContentVisitor visit) : IDisposable
{
    /// <summary>The columns that <see cref="Visit"/> reads, in order.</summary>
    public const string Columns = "type, schema_version, data";

    private byte[] buffer = [];

    /// <summary>How many were visited.</summary>
    public int Count { get; private set; }

    /// <summary>What the visitor threw. Kept until the connection is done with, whose own errors mean that the read is tried again.</summary>
    public ExceptionDispatchInfo? Refusal { get; private set; }

    /// <summary>Gives a row to the visitor.</summary>
    /// <returns>Whether it wants more.</returns>
    public bool Visit(NpgsqlDataReader row)
    {
        var type = row.GetString(0);
        var schemaVersion = row.GetInt32(1);
        var length = (int)row.GetBytes(2, 0, null, 0, 0);
        if (length > buffer.Length)
        {
            ReturnBuffer();
            buffer = ArrayPool<byte>.Shared.Rent(length);
        }

        row.GetBytes(2, 0, buffer, 0, length);
        try
        {
            visit(new EventContent { Type = type, SchemaVersion = schemaVersion, Data = buffer.AsSpan(0, length) });
        }
        catch (Exception e)
        {
            Refusal = ExceptionDispatchInfo.Capture(e);
            return false;
        }

        Count++;
        return true;
    }

    public void Dispose() => ReturnBuffer();

    private void ReturnBuffer()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }
}
