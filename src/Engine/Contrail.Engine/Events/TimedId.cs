using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Contrail.Engine.Events;

/// <summary>
/// Ids in the form of UUID version 7, like <see cref="Guid.CreateVersion7(DateTimeOffset)"/>, whose random part comes from the system's
/// secure source in blocks: one call to the system for each id costs more than the rest of making an event.
/// </summary>
internal static class TimedId
{
    private const int IdBytes = 16;
    private const int IdsPerBlock = 64;

    [ThreadStatic]
    private static byte[]? block;

    [ThreadStatic]
    private static int left;

    /// <summary>A new id that sorts by the instant.</summary>
    public static Guid New(DateTimeOffset at)
    {
        if (left == 0)
        {
            block ??= new byte[IdBytes * IdsPerBlock];
            RandomNumberGenerator.Fill(block);
            left = IdsPerBlock;
        }

        var id = block.AsSpan(--left * IdBytes, IdBytes);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, at.ToUnixTimeMilliseconds());
        time[2..].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
