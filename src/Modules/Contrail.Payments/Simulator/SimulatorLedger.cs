using Contrail.Contracts;
using Contrail.Payments.Domain.Payments;

namespace Contrail.Payments.Simulator;

/// <summary>
/// The simulator's book-keeping within one transaction. It has rules of its own, so that a mistake of ours shows up as a refusal:
/// captured is at most what was authorised, refunded at most what was captured, and only what was not captured can be voided.
/// </summary>
/// <param name="database">In a transaction.</param>
/// <param name="now">Written to each line.</param>
internal sealed class SimulatorLedger(SimulatorDatabase database, DateTimeOffset now)
{
    public SimulatorAnswer Authorize(string key, string token, Money amount, string orderReference, TimeSpan delay)
    {
        var scenario = CardVault.ScenarioOf(database, token);
        var asked = Line(key, SimulatorOperation.Authorization, orderReference, scenario ?? Scenario.Approves, amount);
        return scenario == Scenario.KeepsSilent && SimulatorOperation.Find(database, key) is null
            ? SimulatorAnswer.Silence
            : Perform(asked, () => (scenario, amount.Minor) switch
            {
                (null, _) => asked.Decline("unknown_card", "The payment service does not know the card."),
                (_, <= 0) => asked.Decline("invalid_amount", "The amount must be more than nothing."),
                (Scenario.Declines, _) => asked.Decline("card_declined", "The card was declined. Try another card."),
                (Scenario.AnswersLate, _) => AnswerLater(asked, delay),
                _ => asked,
            });
    }

    public SimulatorAnswer Capture(string key, string authorizationId, Money amount)
    {
        var authorization = SimulatorOperation.FindById(database, authorizationId);
        var asked = Line(key, SimulatorOperation.Capture, authorizationId, authorization?.Scenario ?? Scenario.Approves, amount);
        return Perform(asked, () =>
            !IsLive(authorization, SimulatorOperation.Authorization) ? asked.Decline("unknown_authorization", "Nothing was authorised.")
            : IsVoided(authorizationId) ? asked.Decline("authorization_voided", "The authorisation was voided.")
            : !Fits(authorization!, SimulatorOperation.Capture, amount) ? asked.Decline("exceeds_authorization", "More than was authorised.")
            : asked);
    }

    public SimulatorAnswer Void(string key, string authorizationId)
    {
        var authorization = SimulatorOperation.FindById(database, authorizationId);
        var asked = Line(
            key, SimulatorOperation.Void, authorizationId, authorization?.Scenario ?? Scenario.Approves, authorization?.Amount ?? new Money(0, ""));
        return Perform(asked, () =>
            !IsLive(authorization, SimulatorOperation.Authorization) ? asked.Decline("unknown_authorization", "Nothing was authorised.")
            : IsVoided(authorizationId) ? asked.Decline("authorization_voided", "The authorisation was voided before.")
            : SimulatorOperation.SumOf(database, SimulatorOperation.Capture, authorizationId) is not null ? asked.Decline("already_captured", "The money was taken.")
            : asked);
    }

    public SimulatorAnswer Refund(string key, string captureId, Money amount)
    {
        var capture = SimulatorOperation.FindById(database, captureId);
        var asked = Line(key, SimulatorOperation.Refund, captureId, capture?.Scenario ?? Scenario.Approves, amount);
        return Perform(asked, () =>
            !IsLive(capture, SimulatorOperation.Capture) ? asked.Decline("unknown_capture", "Nothing was taken.")
            : !Fits(capture!, SimulatorOperation.Refund, amount) ? asked.Decline("exceeds_capture", "More than was taken and not given back.")
            : asked);
    }

    /// <summary>Spends the key, unless its operation has taken place.</summary>
    public GatewayAnswer Abandon(string key)
    {
        if (SimulatorOperation.Find(database, key) is not { } found)
        {
            var tombstone = Line(key, SimulatorOperation.Tombstone, "", Scenario.Approves, new Money(0, "")).Decline(
                GatewayAnswer.Declined.Abandoned, "The operation was called off before it took place.");
            tombstone.Insert(database, now);
            return tombstone.Answer;
        }

        if (found.Outcome == SimulatorOperation.Pending)
        {
            found = found.Decline(GatewayAnswer.Declined.Abandoned, "The operation was called off before it was decided.");
            database.Execute("update operations set outcome = $2, code = $3, reason = $4 where key = $1", key, found.Outcome, found.Code, found.Reason);
            database.Execute("delete from webhooks where key = $1", key);
        }

        return found.Answer;
    }

    private SimulatorAnswer Perform(SimulatorOperation asked, Func<SimulatorOperation> decide)
    {
        if (SimulatorOperation.Find(database, asked.Key) is { } found)
        {
            var isSame = found.Kind == SimulatorOperation.Tombstone || (found.Kind, found.Reference, found.Amount) == (asked.Kind, asked.Reference, asked.Amount);
            return new SimulatorAnswer(isSame ? found.Answer : new GatewayAnswer.Declined("key_reused", "The key was used for another operation."));
        }

        var decided = decide();
        decided.Insert(database, now);
        return new SimulatorAnswer(decided.Answer, IsLost: decided.Scenario == Scenario.LosesAnswers);
    }

    private SimulatorOperation AnswerLater(SimulatorOperation asked, TimeSpan delay)
    {
        database.Execute("insert into webhooks (key, due, attempts) values ($1, $2, 0)", asked.Key, (now + delay).ToUnixTimeMilliseconds());
        return asked with { Outcome = SimulatorOperation.Pending };
    }

    private bool IsVoided(string authorizationId) => SimulatorOperation.SumOf(database, SimulatorOperation.Void, authorizationId) is not null;

    private bool Fits(SimulatorOperation whole, string kind, Money amount) =>
        amount.Minor > 0 && amount.Currency == whole.Amount.Currency
        && amount.Minor <= whole.Amount.Minor - (SimulatorOperation.SumOf(database, kind, whole.Id) ?? 0);

    private static bool IsLive(SimulatorOperation? operation, string kind) => operation is { Outcome: SimulatorOperation.Approved } && operation.Kind == kind;

    private static SimulatorOperation Line(string key, string kind, string reference, Scenario scenario, Money amount) =>
        new(key, kind, SimulatorOperation.IdOf(kind, key), reference, scenario, amount, SimulatorOperation.Approved);
}

/// <summary>An answer, and what becomes of it on its way.</summary>
/// <param name="Answer">Null when nothing was done.</param>
/// <param name="IsLost">Whether it gets lost.</param>
internal sealed record SimulatorAnswer(GatewayAnswer? Answer, bool IsLost = false)
{
    public static SimulatorAnswer Silence { get; } = new(null, IsLost: true);
}
