namespace Contrail.Engine.Domain;

/// <summary>
/// A business rule as a named class: its name is the sentence, its constructor takes the facts and the time it needs, and it
/// loads nothing. Check it with <c>AggregateRoot.Check</c>.
/// </summary>
/// <param name="translationKey">A stable literal, <c>Aggregate_Sentence</c>, by which clients and translations know the rule.</param>
public abstract class Rule(string translationKey)
{
    /// <summary>The stable key by which clients and translations know the rule.</summary>
    public string TranslationKey { get; } = translationKey;

    /// <summary>Which sort of refusal breaking it is.</summary>
    public virtual RefusalKind Kind => RefusalKind.BrokenRule;

    /// <summary>What to tell a person when the rule is broken; by default the sentence of the key.</summary>
    public virtual string Explanation => TranslationKey[(TranslationKey.IndexOf('_', StringComparison.Ordinal) + 1)..].Replace('_', ' ') + ".";

    /// <summary>Whether the rule holds for the facts it was given.</summary>
    public abstract bool IsFollowed();
}
