using System.Reflection;
using System.Collections.Concurrent;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Processes;

namespace Contrail.Engine.Decisions;

/// <summary>One state that a decision loaded or added, and the version it had before.</summary>
internal sealed record Participant(CachedState Cached, long VersionBefore, bool IsNew)
{
    public AggregateRoot? Aggregate => Cached.State as AggregateRoot;

    public bool IsChanged => Aggregate?.Pending.Count > 0;
}

/// <summary>Control flow, not an error: a state is not in memory, so the loop fetches it and runs the handler again.</summary>
internal sealed class StateMissingException(Type type, string stream) : Exception
{
    public Type Type { get; } = type;

    public string Stream { get; } = stream;
}

/// <summary>One run of one handler: what it loads, adds, schedules and sends, until the loop makes a unit of it.</summary>
internal sealed class Decision(StateCache cache, EventSerializer serializer, CommandContext context, DateTimeOffset now, IReadOnlySet<string>? mustLoad) : IDecision
{
    private static readonly ConcurrentDictionary<Type, string> Categories = new();
    private readonly Lock gate = new();
    private readonly List<Participant> participants = new(2);
    private readonly List<ScheduleChange> schedule = [];
    private readonly List<CommandRequested> sent = [];
    private bool isAbandoned;

    public DateTimeOffset Now { get; } = now;

    public string? Actor => context.Actor;

    public Guid CommandId => context.CommandId;

    public CommandContext Context => context;

    public Guid NewId(string purpose) => DerivedId.From(CommandId, purpose, Now);

    public IReadOnlyList<Participant> Participants => participants;

    public IReadOnlyList<ScheduleChange> ScheduleChanges => schedule;

    public IReadOnlyList<CommandRequested> Sent => sent;

    public static string CategoryOf(Type type) => Categories.GetOrAdd(type, static t =>
        t.GetCustomAttribute<StreamCategoryAttribute>()?.Category
        ?? throw new InvalidOperationException($"{t.Name} has no [StreamCategory]; its stream has no name."));

    public T Load<T>(object id)
        where T : EventSourced =>
        Find<T>(id) ?? throw RefusedException.NotFound(typeof(T).Name, id);

    public T? Find<T>(object id)
        where T : EventSourced =>
        StateOf(typeof(T), StreamName.For(CategoryOf(typeof(T)), id.ToString()!)) is T { Version: > 0 } found ? found : null;

    /// <summary>The state of a stream; at version 0 when the stream does not exist.</summary>
    /// <param name="type">The state's type.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="isLikelyNew">Takes a stream of which nothing is in memory for one that does not exist yet, and spares looking. The log checks that
    /// like every version that a decision rests on: if it does exist, the command is decided again.</param>
    public EventSourced StateOf(Type type, string stream, bool isLikelyNew = false)
    {
        lock (gate)
        {
            ThrowIfAbandoned();
            foreach (var participant in participants)
            {
                if (participant.Cached.Type == type && participant.Cached.Stream == stream)
                {
                    return participant.Cached.State;
                }
            }

            if (cache.Find(type, stream) is { } cached)
            {
                participants.Add(new Participant(cached, cached.State.Version, IsNew: false));
                return cached.State;
            }

            if (!isLikelyNew || cache.Knows(stream) || mustLoad?.Contains(stream) == true)
            {
                throw new StateMissingException(type, stream);
            }

            var made = new CachedState(type, stream, StateReader.Empty(type));
            participants.Add(new Participant(made, 0, IsNew: true));
            return made.State;
        }
    }

    public void Add(AggregateRoot aggregate)
    {
        var stream = StreamName.For(CategoryOf(aggregate.GetType()), aggregate.IdText);
        if (aggregate.Version != aggregate.Pending.Count || aggregate.Version == 0)
        {
            throw new InvalidOperationException($"Add takes a new {aggregate.GetType().Name} with at least one event; what was loaded is saved without it.");
        }

        lock (gate)
        {
            ThrowIfAbandoned();
            var existing = cache.Find(aggregate.GetType(), stream);
            if (existing is null && mustLoad?.Contains(stream) == true)
            {
                throw new StateMissingException(aggregate.GetType(), stream);
            }

            if (existing?.State.Version > 0 || participants.Exists(p => p.Cached.Stream == stream && p.IsNew))
            {
                // The refusal rests on the stream's existence, so the version is checked like any other.
                if (existing is not null && !participants.Exists(p => p.Cached == existing))
                {
                    participants.Add(new Participant(existing, existing.State.Version, IsNew: false));
                }

                throw new RefusedException(
                    RefusalKind.BrokenRule, $"{aggregate.GetType().Name}_Already_Exists", $"There is already a {aggregate.GetType().Name} {aggregate.IdText}.");
            }

            participants.RemoveAll(p => p.Cached.Stream == stream);
            participants.Add(new Participant(new CachedState(aggregate.GetType(), stream, aggregate), 0, IsNew: true));
        }
    }

    public void Schedule(string key, DateTimeOffset due, ICommand command)
    {
        var (name, data) = serializer.Serialize(command);
        var metadata = new EventMetadata(context.CorrelationId, context.CommandId, context.CommandId, context.Actor, context.TraceParent).ToJson();
        Change(new ScheduleChange.Set(new ScheduledCommand(key, TimedId.New(Now), due, name.Type, name.SchemaVersion, data, metadata)));
    }

    public void Unschedule(string key) => Change(new ScheduleChange.Remove(key));

    public void Send(ICommand command)
    {
        var request = CommandRequested.For(command, serializer);
        lock (gate)
        {
            ThrowIfAbandoned();
            sent.Add(request);
        }
    }

    public void Claim(string scope, string key, string owner) => ClaimOf(scope, key, isLikelyNew: true).Take(scope, owner);

    public string? ClaimedBy(string scope, string key) => ClaimOf(scope, key).Owner;

    public void Unclaim(string scope, string key, string owner) => ClaimOf(scope, key).Release(scope, owner);

    /// <summary>From now on the run touches nothing: it was given up, and its states are no longer its own.</summary>
    public IReadOnlyList<Participant> Abandon()
    {
        lock (gate)
        {
            isAbandoned = true;
            return [.. participants];
        }
    }

    private ClaimedKey ClaimOf(string scope, string key, bool isLikelyNew = false) =>
        (ClaimedKey)StateOf(typeof(ClaimedKey), StreamName.For(ClaimedKey.Category, ClaimedKey.StreamId(scope, key)), isLikelyNew);

    private void Change(ScheduleChange change)
    {
        lock (gate)
        {
            ThrowIfAbandoned();
            schedule.Add(change);
        }
    }

    private void ThrowIfAbandoned()
    {
        if (isAbandoned)
        {
            throw new HandlerStuckException("This decision took too long and was given up.");
        }
    }
}
