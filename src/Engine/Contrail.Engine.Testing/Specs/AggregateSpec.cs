using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Modules;
using Xunit;

namespace Contrail.Engine.Testing.Specs;

/// <summary>Given what happened, when this is decided, then exactly that happens. Nothing runs but the aggregate.</summary>
public static class Spec
{
    /// <summary>Specifies an aggregate with the events of a module.</summary>
    public static AggregateSpec<TAggregate> For<TAggregate>(Module module)
        where TAggregate : AggregateRoot => new(Wire.Of(module), []);

    /// <summary>Specifies an aggregate with the given events.</summary>
    public static AggregateSpec<TAggregate> For<TAggregate>(EventTypes types)
        where TAggregate : AggregateRoot => new(new Wire(types), []);
}

/// <summary>What happened before the decision.</summary>
/// <typeparam name="TAggregate">The aggregate.</typeparam>
public sealed class AggregateSpec<TAggregate>
    where TAggregate : AggregateRoot
{
    private const string Stream = "spec-1";
    private readonly Wire wire;
    private readonly IReadOnlyList<IDomainEvent> given;

    internal AggregateSpec(Wire wire, IReadOnlyList<IDomainEvent> given) => (this.wire, this.given) = (wire, given);

    /// <summary>Further events of the aggregate's stream. They are folded as the log would give them back.</summary>
    public AggregateSpec<TAggregate> Given(params IDomainEvent[] events) => new(wire, [.. given, .. events]);

    /// <summary>Decides on the state of the given events.</summary>
    public AggregateDecision<TAggregate> When(Action<TAggregate> decide)
    {
        var aggregate = Fold(given);
        return Decide(() =>
        {
            decide(aggregate);
            return aggregate;
        });
    }

    /// <summary>Decides that an aggregate comes into being.</summary>
    public AggregateDecision<TAggregate> WhenCreated(Func<TAggregate> create)
    {
        Assert.True(given.Count == 0, "What is created has no history: leave Given out.");
        return Decide(create);
    }

    private AggregateDecision<TAggregate> Decide(Func<TAggregate> decide)
    {
        try
        {
            var decided = decide().TakePending();
            return new AggregateDecision<TAggregate>(wire, decided, null, Fold([.. given, .. decided]));
        }
        catch (RefusedException refusal)
        {
            return new AggregateDecision<TAggregate>(wire, [], refusal, Fold(given));
        }
    }

    /// <summary>The engine's own way: stored events, read back, folded.</summary>
    private TAggregate Fold(IReadOnlyList<IDomainEvent> events)
    {
        var state = (TAggregate)Activator.CreateInstance(typeof(TAggregate), nonPublic: true)!;
        foreach (var (i, e) in events.Index())
        {
            state.Fold(wire.Record(e, Stream, i + 1, i + 1, ManualClock.Start), wire.Serializer);
        }

        return state;
    }
}

/// <summary>What came of the decision.</summary>
/// <typeparam name="TAggregate">The aggregate.</typeparam>
public sealed class AggregateDecision<TAggregate>
    where TAggregate : AggregateRoot
{
    private readonly Wire wire;
    private readonly IReadOnlyList<IDomainEvent> decided;
    private readonly RefusedException? refusal;
    private readonly TAggregate after;

    internal AggregateDecision(Wire wire, IReadOnlyList<IDomainEvent> decided, RefusedException? refusal, TAggregate after) =>
        (this.wire, this.decided, this.refusal, this.after) = (wire, decided, refusal, after);

    /// <summary>Exactly these events, in this order.</summary>
    public AggregateDecision<TAggregate> Then(params IDomainEvent[] events)
    {
        if (refusal is not null)
        {
            Assert.Fail($"Refused with {refusal.Key} ({refusal.Message}); expected {events.Length} events.");
        }

        wire.ShouldBe(decided, events, typeof(TAggregate).Name);
        return this;
    }

    /// <summary>Accepted, and nothing happens.</summary>
    public AggregateDecision<TAggregate> ThenNothing() => Then();

    /// <summary>The state that the log would give back after the decision.</summary>
    public AggregateDecision<TAggregate> ThenState(Action<TAggregate> check)
    {
        check(after);
        return this;
    }

    /// <summary>Refused with this translation key.</summary>
    /// <param name="key">The translation key.</param>
    /// <param name="explanation">What people are told; not compared when left out.</param>
    public void ThenRefuses(string key, string? explanation = null)
    {
        if (refusal is null)
        {
            Assert.Fail($"Expected the refusal {key}, but it was accepted with {decided.Count} events:\n{string.Join('\n', decided.Select(e => "  + " + wire.TextOf(e)))}");
        }

        Lines.ShouldBe([refusal.Key], [key], "Refusal");
        if (explanation is not null)
        {
            Lines.ShouldBe([refusal.Message], [explanation], key);
        }
    }

    /// <summary>Refused because this rule is broken.</summary>
    /// <typeparam name="TRule">The rule.</typeparam>
    /// <param name="explanation">What people are told; not compared when left out.</param>
    public void ThenBreaks<TRule>(string? explanation = null)
        where TRule : Rule => ThenRefuses(Wire.KeyOf<TRule>(), explanation);
}
