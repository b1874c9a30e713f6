using System.Buffers;
using Contrail.Engine.Events;
using Npgsql;

namespace Contrail.Engine.Postgres;

/// <summary>Gives the contents of a stream's events to a visitor as their rows come, from one buffer.</summary>
internal sealed class PostgresContents(ContentVisitor visit) : IDisposable
{
    /// <summary>The columns that <see cref="Visit"/> reads, in order.</summary>
    public const string Columns = "type, schema_version, data";

    private byte[] buffer = [];

    /// <summary>How many were visited.</summary>
    public int Count { get; private set; }

    public void Visit(NpgsqlDataReader row)
    {
        var length = (int)row.GetBytes(2, 0, null, 0, 0);
        if (length > buffer.Length)
        {
            Dispose();
            buffer = ArrayPool<byte>.Shared.Rent(length);
        }

        row.GetBytes(2, 0, buffer, 0, length);
        Count++;
        visit(new EventContent { Type = row.GetString(0), SchemaVersion = row.GetInt32(1), Data = buffer.AsSpan(0, length) });
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }
}
