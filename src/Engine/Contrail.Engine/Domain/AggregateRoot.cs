namespace Contrail.Engine.Domain;

/// <summary>
/// The consistency boundary that decides. A method reads: rules, then one <see cref="Apply"/>. It never awaits, reads a
/// clock, draws a random number or touches anything outside: it may be run again.
/// </summary>
public abstract class AggregateRoot : EventSourced
{
    private List<IDomainEvent>? pending;

    /// <summary>Events applied since the last <see cref="TakePending"/>.</summary>
    internal IReadOnlyList<IDomainEvent> Pending => pending ?? (IReadOnlyList<IDomainEvent>)[];

    /// <summary>The id as it stands in the stream's name.</summary>
    protected internal abstract string IdText { get; }

    /// <summary>Refuses when the caller looked at another version than this; null refuses nothing.</summary>
    /// <exception cref="RefusedException">The versions differ (wrong version).</exception>
    public void ExpectVersion(long? seen)
    {
        if (seen is { } version && version != Version)
        {
            throw new RefusedException(
                RefusalKind.WrongVersion, $"{GetType().Name}_Has_Changed", $"It has changed: version {Version} is current, {version} was expected. Look again, then decide.");
        }
    }

    /// <summary>Throws the refusal of the rule when it is not followed.</summary>
    /// <exception cref="RefusedException">The rule is broken.</exception>
    protected static void Check(Rule rule)
    {
        if (!rule.IsFollowed())
        {
            throw new RefusedException(rule.Kind, rule.TranslationKey, rule.Explanation);
        }
    }

    /// <summary>Records a decided event and folds it into the state.</summary>
    protected void Apply(IDomainEvent @event)
    {
        if (pending?.Count >= MaxEventsPerDecision)
        {
            throw new InvalidOperationException(
                $"{GetType().Name} applied more than {MaxEventsPerDecision} events in one decision. A loop, or work that belongs into several commands.");
        }

        (pending ??= []).Add(@event);
        Fold(@event);
    }

    /// <summary>Hands the new events over to be appended.</summary>
    internal IReadOnlyList<IDomainEvent> TakePending()
    {
        var taken = Pending;
        pending = null;
        return taken;
    }

    private const int MaxEventsPerDecision = 10_000;
}

/// <summary>An aggregate known by a typed id.</summary>
/// <typeparam name="TId">The id type.</typeparam>
public abstract class AggregateRoot<TId> : AggregateRoot
    where TId : struct, ITypedId<TId>
{
    /// <summary>The identity; set it in the <c>When</c> of the first event.</summary>
    public TId Id { get; protected set; }

    /// <inheritdoc/>
    protected internal override string IdText => Id.ToString()!;
}
