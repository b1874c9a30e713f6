using Contrail.Payments.Simulator;

namespace Contrail.Payments;

/// <summary>A card with which the payment simulator plays a part. There is no money behind it: for demos and tests.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Behaviour"><c>approves</c>, <c>declines</c>, <c>answersLate</c>, <c>losesAnswers</c> or <c>keepsSilent</c>.</param>
public sealed record DemoCard(string Number, string Behaviour)
{
    /// <summary>One of each kind, the good one first.</summary>
    public static IReadOnlyList<DemoCard> All { get; } =
        [.. Scenarios.Cards.Select(c => new DemoCard(c.Number, $"{char.ToLowerInvariant(c.Scenario.ToString()[0])}{c.Scenario.ToString()[1..]}"))];
}
