namespace Contrail.Payments.Simulator;

/// <summary>How the simulator behaves with a card; the names are stored.</summary>
internal enum Scenario
{
    /// <summary>Everything succeeds.</summary>
    Approves,

    /// <summary>Nothing is reserved.</summary>
    Declines,

    /// <summary>Nothing is done, and nothing is answered.</summary>
    KeepsSilent,

    /// <summary>It is done, but the first answer is lost on the way.</summary>
    LosesAnswers,

    /// <summary>Whether money is reserved is answered later, by webhook.</summary>
    AnswersLate,
}

/// <summary>The numbers of cards that play a scenario.</summary>
internal static class Scenarios
{
    public static IReadOnlyList<(string Number, Scenario Scenario)> Cards { get; } =
    [
        ("4242424242424242", Scenario.Approves),
        ("4000000000000002", Scenario.Declines),
        ("4000000000000077", Scenario.AnswersLate),
        ("4000000000000259", Scenario.LosesAnswers),
        ("4000000000000119", Scenario.KeepsSilent),
    ];

    /// <summary>What a card plays; those that are not listed are approved.</summary>
    public static Scenario Of(string cardNumber) => Cards.FirstOrDefault(c => c.Number == cardNumber).Scenario;
}
