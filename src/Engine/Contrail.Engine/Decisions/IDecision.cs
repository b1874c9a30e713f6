using Contrail.Engine.Domain;

namespace Contrail.Engine.Decisions;

/// <summary>
/// What a handler decides with. Everything it does through this - in several aggregates, with claims and schedules - is one
/// atomic unit; everything it saw is checked to be still true when the unit is appended.
/// </summary>
public interface IDecision
{
    /// <summary>The instant of this decision.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Who asks.</summary>
    string? Actor { get; }

    /// <summary>The command's id.</summary>
    Guid CommandId { get; }

    /// <summary>An id for a new thing: it begins with the instant of the decision, so that new things lie together in an index, and follows from the
    /// command. Whoever repeats the command learns the first one from the recorded answer.</summary>
    /// <param name="purpose">Tells the ids of one command apart, for example <c>order</c>.</param>
    Guid NewId(string purpose);

    /// <summary>The state folded from the stream of an id.</summary>
    /// <exception cref="RefusedException">There is no such stream (not found).</exception>
    T Load<T>(object id)
        where T : EventSourced;

    /// <summary>The state folded from the stream of an id, or null when there is none.</summary>
    T? Find<T>(object id)
        where T : EventSourced;

    /// <summary>Adds a new aggregate with the events it has applied.</summary>
    /// <exception cref="RefusedException">Its stream exists (broken rule <c>{Aggregate}_Already_Exists</c>).</exception>
    void Add(AggregateRoot aggregate);

    /// <summary>Schedules a command, replacing what is scheduled under the key.</summary>
    /// <param name="key">Unique in the module, for example <c>expire:{bookingId}</c>.</param>
    /// <param name="due">Not before this instant.</param>
    /// <param name="command">Needs a <see cref="Events.CommandTypeAttribute"/>.</param>
    void Schedule(string key, DateTimeOffset due, ICommand command);

    /// <summary>Removes what is scheduled under the key, if anything.</summary>
    void Unschedule(string key);

    /// <summary>Sends a command to be carried out once after this unit is durable, by this module or by the one that handles it.</summary>
    /// <param name="command">Needs a <see cref="Events.CommandTypeAttribute"/>.</param>
    void Send(ICommand command);

    /// <summary>Makes the owner the only one with this key in the scope. Claiming again for the same owner changes nothing.</summary>
    /// <exception cref="RefusedException">Another owner has it (broken rule <c>{scope}_Is_Taken</c>).</exception>
    void Claim(string scope, string key, string owner);

    /// <summary>Who has the key in the scope, or null.</summary>
    string? ClaimedBy(string scope, string key);

    /// <summary>Gives a claim up; nothing happens if the owner does not have it.</summary>
    void Unclaim(string scope, string key, string owner);
}
