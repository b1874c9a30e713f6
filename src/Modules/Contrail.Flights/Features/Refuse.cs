using Contrail.Engine.Domain;

namespace Contrail.Flights.Features;

/// <summary>Checks a rule where no aggregate is concerned yet.</summary>
internal static class Refuse
{
    /// <exception cref="RefusedException">The rule is broken.</exception>
    public static void Unless(Rule rule)
    {
        if (!rule.IsFollowed())
        {
            throw new RefusedException(rule.Kind, rule.TranslationKey, rule.Explanation);
        }
    }
}
