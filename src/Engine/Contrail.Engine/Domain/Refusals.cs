namespace Contrail.Engine.Domain;

/// <summary>Why a command was refused; each kind has one HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>A business rule forbids it (409).</summary>
    BrokenRule,

    /// <summary>What the command is about does not exist (404).</summary>
    NotFound,

    /// <summary>The actor may not do this (403).</summary>
    Forbidden,

    /// <summary>The command itself makes no sense (400).</summary>
    Invalid,

    /// <summary>What the command relies on has run out, such as a price guarantee (410).</summary>
    Gone,

    /// <summary>The thing has changed since the caller looked (412).</summary>
    WrongVersion,
}

/// <summary>
/// The one exception by which a decision refuses a command. It is an answer, not an accident: it is recorded under the
/// command's id in the same transaction as an effect would be, and given again to whoever repeats the command.
/// </summary>
/// <param name="kind">Which sort of refusal.</param>
/// <param name="key">A stable translation key such as <c>SeatBank_Not_Enough_Free_Seats</c>.</param>
/// <param name="detail">A sentence for people.</param>
public sealed class RefusedException(RefusalKind kind, string key, string detail) : Exception(detail)
{
    /// <summary>Which sort of refusal.</summary>
    public RefusalKind Kind { get; } = kind;

    /// <summary>The stable translation key.</summary>
    public string Key { get; } = key;

    /// <summary>Refuses because a thing that the command names does not exist.</summary>
    public static RefusedException NotFound(string what, object id) =>
        new(RefusalKind.NotFound, $"{what}_Not_Found", $"There is no {what} {id}.");
}
