using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Contrail.Engine.Events;

namespace Contrail.Engine.Log;

/// <summary>
/// The chain that makes a log tamper- and truncation-evident. An event's digest is SHA-256 over its fields, each with its length, so
/// that nothing can be moved from one field into the next; its hash is SHA-256 over the previous event's hash and its digest. Positions
/// are not hashed: the chain is their order, and they are counted.
/// </summary>
/// <remarks>A digest needs nothing but the event, so it is made before the place in the log is known; only the links are made there.</remarks>
public static class HashChain
{
    /// <summary>Size of a hash.</summary>
    public const int HashBytes = 32;

    /// <summary>The instant as it is stored and hashed: microseconds since 1970-01-01 UTC.</summary>
    public static long ToMicroseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The inverse of <see cref="ToMicroseconds"/>.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The digest of an event.</summary>
    public static byte[] DigestOf(string stream, long version, NewEvent @event)
    {
        var size = (8 * 2) + 16 + (4 * 5)
            + Encoding.UTF8.GetMaxByteCount(stream.Length) + Encoding.UTF8.GetMaxByteCount(@event.Type.Length)
            + @event.Data.Length + @event.Metadata.Length;
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var into = new FieldWriter(rented);
            into.Number(version);
            into.Number(ToMicroseconds(@event.RecordedAt));
            into.Id(@event.Id);
            into.Number32(@event.SchemaVersion);
            into.Text(stream);
            into.Text(@event.Type);
            into.Field(@event.Data.Span);
            into.Field(@event.Metadata.Span);
            return SHA256.HashData(rented.AsSpan(0, into.Length));
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The hash of an event with a digest that follows one with <paramref name="previous"/>; each of the two has <see cref="HashBytes"/>.</summary>
    /// <remarks>PostgreSQL's function <c>append_batch</c> does the same: change both.</remarks>
    public static byte[] Link(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> digest)
    {
        Span<byte> both = stackalloc byte[HashBytes * 2];
        previous.CopyTo(both);
        digest.CopyTo(both[HashBytes..]);
        return SHA256.HashData(both);
    }

    /// <summary>The hash of an event that follows one with <paramref name="previous"/>.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, string stream, long version, NewEvent @event) => Link(previous, DigestOf(stream, version, @event));

    /// <summary>Whether a stored event carries the hash it must have after <paramref name="previous"/>.</summary>
    public static bool Holds(ReadOnlySpan<byte> previous, RecordedEvent e) =>
        previous.Length == HashBytes && Next(previous, e.Stream, e.Version, new NewEvent(e.Id, e.Type, e.SchemaVersion, e.Data, e.Metadata, e.RecordedAt))
            .AsSpan().SequenceEqual(e.Hash.Span);

    private ref struct FieldWriter(Span<byte> into)
    {
        private readonly Span<byte> into = into;

        public int Length { get; private set; }

        public void Raw(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(into[Length..]);
            Length += bytes.Length;
        }

        public void Number(long value)
        {
            BinaryPrimitives.WriteInt64BigEndian(into[Length..], value);
            Length += 8;
        }

        public void Number32(int value)
        {
            BinaryPrimitives.WriteInt32BigEndian(into[Length..], value);
            Length += 4;
        }

        public void Id(Guid value)
        {
            value.TryWriteBytes(into[Length..], bigEndian: true, out var written);
            Length += written;
        }

        public void Field(ReadOnlySpan<byte> bytes)
        {
            Number32(bytes.Length);
            Raw(bytes);
        }

        public void Text(string text)
        {
            var written = Encoding.UTF8.GetBytes(text, into[(Length + 4)..]);
            Number32(written);
            Length += written;
        }
    }
}
