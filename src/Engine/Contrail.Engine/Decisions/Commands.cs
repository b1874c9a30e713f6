using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Engine.Decisions;

/// <summary>An intention, named in the imperative. A command without a result.</summary>
public interface ICommand;

/// <summary>A command that answers with a result, which is recorded with the outcome and given again to whoever repeats it.</summary>
/// <typeparam name="TResult">Anything that serialises to JSON and back.</typeparam>
public interface ICommand<TResult> : ICommand;

/// <summary>
/// Decides one kind of command: a synchronous, pure function over what it loads. It may be run several times for one command,
/// so it must not await, read a clock, draw random numbers, or touch anything but the command and the decision.
/// </summary>
/// <typeparam name="TCommand">The command.</typeparam>
public interface ICommandHandler<in TCommand>
    where TCommand : ICommand
{
    /// <summary>Loads, lets aggregates decide, and returns.</summary>
    /// <exception cref="RefusedException">The command is refused; nothing it did is kept.</exception>
    void Handle(TCommand command, IDecision decision);
}

/// <inheritdoc cref="ICommandHandler{TCommand}"/>
/// <typeparam name="TCommand">The command.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
public interface ICommandHandler<in TCommand, out TResult>
    where TCommand : ICommand<TResult>
{
    /// <summary>Loads, lets aggregates decide, and answers.</summary>
    /// <exception cref="RefusedException">The command is refused; nothing it did is kept.</exception>
    TResult Handle(TCommand command, IDecision decision);
}

/// <summary>Who asks for a command, why, and under which id.</summary>
/// <param name="CommandId">The same id twice has one effect and one answer.</param>
/// <param name="CorrelationId">Shared by everything one intention sets off.</param>
/// <param name="CausationId">The event or message that led to it, if any.</param>
/// <param name="Actor">For example <c>user:0199...</c>.</param>
/// <param name="TraceParent">W3C trace context.</param>
/// <param name="Fingerprint">A hash of the request, for commands whose id a client chose: the same id with another
/// fingerprint is an error. See <see cref="FingerprintOf"/>.</param>
public sealed record CommandContext(
    Guid CommandId,
    Guid CorrelationId,
    Guid? CausationId = null,
    string? Actor = null,
    string? TraceParent = null,
    ReadOnlyMemory<byte> Fingerprint = default)
{
    /// <summary>The schedule entry that this command carries out; it is removed with the command's unit.</summary>
    internal (string Key, Guid Id)? Scheduled { get; init; }

    /// <summary>A context with ids of its own, for a command that nobody repeats.</summary>
    public static CommandContext New(string? actor = null)
    {
        var id = TimedId.New(TimeProvider.System.GetUtcNow());
        return new CommandContext(id, id, Actor: actor);
    }

    /// <summary>A context for a command whose id the caller chose.</summary>
    public static CommandContext For(Guid commandId, string? actor = null) => new(commandId, commandId, Actor: actor);

    /// <summary>A context for a command that an event led to: its id follows from the event and the purpose, so that a repeated
    /// delivery repeats the same command.</summary>
    /// <param name="cause">The event.</param>
    /// <param name="metadata">The event's metadata.</param>
    /// <param name="purpose">Tells apart several commands from one event, for example the reaction's name.</param>
    public static CommandContext From(RecordedEvent cause, EventMetadata metadata, string purpose) =>
        new(DerivedId.From(cause.Id, purpose), metadata.CorrelationId, cause.Id, purpose, metadata.TraceParent);

    /// <summary>The hash of a command as it would be stored.</summary>
    public static ReadOnlyMemory<byte> FingerprintOf(object command) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { type = command.GetType().FullName, command }, EventSerializer.Options));
}

/// <summary>Ids that follow from other ids, so that repeating a step repeats its ids.</summary>
public static class DerivedId
{
    private const int IdBytes = 16;
    private const int TimeBytes = 6;
    private const int TimedVersion = 7;
    private const int FreeVersion = 8;
    private const int ShortInput = 512;

    /// <summary>
    /// A UUID from an id and a purpose. What follows from an id that begins with a time (version 7) begins with the same time: what
    /// belongs together lies together in an index. What follows from others is version 8.
    /// </summary>
    public static Guid From(Guid cause, string purpose)
    {
        Span<byte> bytes = stackalloc byte[IdBytes];
        cause.TryWriteBytes(bytes, bigEndian: true, out _);
        return Make(cause, purpose, cause.Version == TimedVersion ? bytes[..TimeBytes] : []);
    }

    /// <summary>A UUID (version 7) that follows from an id and a purpose, and begins with an instant.</summary>
    internal static Guid From(Guid cause, string purpose, DateTimeOffset at)
    {
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, at.ToUnixTimeMilliseconds());
        return Make(cause, purpose, time[^TimeBytes..]);
    }

    private static Guid Make(Guid cause, string purpose, ReadOnlySpan<byte> time)
    {
        var length = IdBytes + Encoding.UTF8.GetByteCount(purpose);
        Span<byte> input = length <= ShortInput ? stackalloc byte[length] : new byte[length];
        cause.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(purpose, input[IdBytes..]);
        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, id);
        time.CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | ((time.IsEmpty ? FreeVersion : TimedVersion) << 4));
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id[..IdBytes], bigEndian: true);
    }
}

/// <summary>The answer to a command that was carried out.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="Position">Where the log stood with its effect: a reader that waits for it sees the effect.</param>
/// <param name="IsReplay">Whether the command had been carried out before and this is the recorded answer.</param>
public record CommandResult(Guid CommandId, long Position, bool IsReplay);

/// <inheritdoc cref="CommandResult"/>
/// <typeparam name="TResult">The result's type.</typeparam>
/// <param name="CommandId">The command.</param>
/// <param name="Position">Where the log stood with its effect.</param>
/// <param name="IsReplay">Whether this is the recorded answer.</param>
/// <param name="Result">What the handler returned.</param>
public sealed record CommandResult<TResult>(Guid CommandId, long Position, bool IsReplay, TResult Result)
    : CommandResult(CommandId, Position, IsReplay);

/// <summary>More commands wait than the module takes in. Nothing was done; try again later.</summary>
public sealed class EngineBusyException(string message) : Exception(message);

/// <summary>Other nodes kept changing what the command rests on. Nothing was done; try again.</summary>
public sealed class ConcurrencyException(string message) : Exception(message);

/// <summary>A command id was used before for another request. Nothing was done; use a new id.</summary>
public sealed class CommandIdReusedException(string message) : Exception(message);

/// <summary>A handler did not return in time. What it did is dropped, other commands go on; the handler has a defect.</summary>
public sealed class HandlerStuckException(string message) : Exception(message);
