using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Contrail.Engine.Log;

/// <summary>
/// The last known position and hash of a log, kept in a small file outside the database. A log whose tail lies behind its anchor
/// has lost acknowledged events - a damaged write-ahead log drops them silently - and must not be used.
/// Two slots are written in turn, each with its own checksum, so that a torn write leaves the other. The file is written
/// after each commit and flushed to disk once a second and at the end: never ahead of the log, exact after a killed
/// process, at most a second behind after a power cut.
/// </summary>
/// <remarks>
/// Processes that share a log and a directory have a file each, <c>m.anchor</c>, <c>m.anchor-2</c> and so on, which they hold while they live: none overwrites
/// what another has just written. Whoever opens a log looks at all that nobody holds.
/// </remarks>
public sealed class LogAnchor : IDisposable
{
    private const int SlotBytes = 8 + HashChain.HashBytes + 32;
    private const int MostBeside = 32;
    private readonly FileStream file;
    private readonly Lock gate = new();
    private readonly byte[] slot = new byte[SlotBytes];
    private LogHead last = LogHead.Empty;
    private int next;
    private long flushedAt;

    private LogAnchor(FileStream file) => this.file = file;

    /// <summary>The newest head that was anchored.</summary>
    public LogHead Last
    {
        get
        {
            lock (gate)
            {
                return last;
            }
        }
    }

    /// <summary>Opens an anchor of a log, creating it for an empty one, and beside those that others hold.</summary>
    /// <param name="path">The file of the first of them.</param>
    /// <param name="head">The log's head.</param>
    /// <param name="isShared">Whether other processes may have the log open too; then nobody else can open the file meanwhile.</param>
    /// <exception cref="LogDamagedException">The log has events but no readable anchor.</exception>
    /// <exception cref="IOException">The file cannot be opened, or too many others hold theirs.</exception>
    public static LogAnchor Open(string path, LogHead head, bool isShared = false)
    {
        var paths = PathsOf(path, isShared);
        if (head.Position > 0 && !paths.Any(IsWritten))
        {
            throw new LogDamagedException(
                $"The log ends at position {head.Position}, but its anchor '{path}' is missing or empty, so nobody can tell whether its end was cut off. "
                + "If you know the log is whole - after restoring a backup, say - run 'verify --accept-tail' once.");
        }

        LogAnchor? own = null;
        try
        {
            foreach (var one in paths.Where(one => own is null || IsWritten(one)))
            {
                if (TryOpen(one, isShared) is not { } file)
                {
                    continue;
                }

                var found = new LogAnchor(file);
                own ??= found;
                using (own == found ? null : file)
                {
                    found.Read(one);
                    own.last = found.last.Position > own.last.Position ? found.last : own.last;
                }
            }

            if (own is null)
            {
                throw new IOException($"{paths.Count} others hold the anchor '{path}'.");
            }

            if (own.file.Length == 0 && own.last.Position == 0)
            {
                own.Write(head, flush: true);
            }

            return own;
        }
        catch
        {
            own?.file.Dispose();
            throw;
        }
    }

    /// <summary>Says that the log as it stands is whole: writes a new anchor at its head, in place of all that nobody holds. For operators, after a verification.</summary>
    public static void Accept(string path, LogHead head, bool isShared = false)
    {
        foreach (var one in PathsOf(path, isShared).Where(IsWritten))
        {
            using var file = TryOpen(one, isShared);
            file?.SetLength(0);
        }

        using var anchor = Open(path, LogHead.Empty, isShared);
        anchor.Advance(head);
    }

    /// <summary>Anchors a head that is durable in the log.</summary>
    public void Advance(LogHead head)
    {
        var flush = Environment.TickCount64 - flushedAt >= 1000;
        Write(head, flush);
    }

    /// <summary>Checks a log against the anchor.</summary>
    /// <param name="head">The log's head.</param>
    /// <param name="hashAt">The hash of the event at a position, or null when there is none.</param>
    /// <exception cref="LogDamagedException">The log ends before the anchor, or has another event there.</exception>
    public void Check(LogHead head, Func<long, ReadOnlyMemory<byte>?> hashAt)
    {
        if (head.Position < last.Position)
        {
            throw new LogDamagedException(
                $"The log ends at position {head.Position}, but position {last.Position} was acknowledged: its last {last.Position - head.Position} events are lost. "
                + "Restore a backup. To go on with what is left, knowing that it is incomplete, run 'verify --accept-tail'.");
        }

        if (last.Position > 0 && !(hashAt(last.Position) is { } hash && hash.Span.SequenceEqual(last.Hash.Span)))
        {
            throw new LogDamagedException(
                $"The event at position {last.Position} is not the one that was acknowledged: the log was changed or replaced. Run 'verify' to find where, and restore a backup.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            file.Flush(flushToDisk: true);
            file.Dispose();
        }
    }

    private void Write(LogHead head, bool flush)
    {
        lock (gate)
        {
            Encode(head, slot);
            RandomAccess.Write(file.SafeFileHandle, slot, (long)next * SlotBytes);
            next = 1 - next;
            last = head;
            if (flush)
            {
                RandomAccess.FlushToDisk(file.SafeFileHandle);
                flushedAt = Environment.TickCount64;
            }
        }
    }

    private static void Encode(LogHead head, Span<byte> into)
    {
        BinaryPrimitives.WriteInt64BigEndian(into, head.Position);
        head.Hash.Span.CopyTo(into[8..]);
        SHA256.HashData(into[..(8 + HashChain.HashBytes)], into[(8 + HashChain.HashBytes)..]);
    }

    private static IReadOnlyList<string> PathsOf(string path, bool isShared) =>
        [path, .. Enumerable.Range(2, isShared ? MostBeside - 1 : 0).Select(n => $"{path}-{n}")];

    private static bool IsWritten(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    /// <summary>The file; null if another holds it.</summary>
    private static FileStream? TryOpen(string path, bool isShared)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, isShared ? FileShare.None : FileShare.Read, bufferSize: 0);
        }
        catch (IOException e) when (isShared && e.GetType() == typeof(IOException) && File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Reads the newer of its slots, if it was written.</summary>
    private void Read(string path)
    {
        if (file.Length == 0)
        {
            return;
        }

        LogHead? best = null;
        var bytes = new byte[SlotBytes];
        for (var index = 0; index < 2; index++)
        {
            if (RandomAccess.Read(file.SafeFileHandle, bytes, (long)index * SlotBytes) == SlotBytes && Decode(bytes) is { } head
                && (best is null || head.Position >= best.Position))
            {
                (best, next) = (head, 1 - index);
            }
        }

        last = best ?? throw new LogDamagedException(
            $"The anchor '{path}' is damaged. Run 'verify'; if it finds the log whole, 'verify --accept-tail' writes a new anchor.");
    }

    private static LogHead? Decode(ReadOnlySpan<byte> bytes)
    {
        Span<byte> check = stackalloc byte[32];
        SHA256.HashData(bytes[..(8 + HashChain.HashBytes)], check);
        return check.SequenceEqual(bytes[(8 + HashChain.HashBytes)..])
            ? new LogHead(BinaryPrimitives.ReadInt64BigEndian(bytes), bytes.Slice(8, HashChain.HashBytes).ToArray())
            : null;
    }
}
