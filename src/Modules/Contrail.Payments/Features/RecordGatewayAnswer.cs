using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Payments.Domain.Payments;

namespace Contrail.Payments.Features;

/// <summary>The gateway has answered.</summary>
internal sealed record RecordGatewayAnswer(PaymentId PaymentId, string Key, GatewayAnswer Answer) : ICommand;

internal sealed class RecordGatewayAnswerHandler : ICommandHandler<RecordGatewayAnswer>
{
    public void Handle(RecordGatewayAnswer command, IDecision decision)
    {
        var payment = decision.Load<Payment>(command.PaymentId);
        var wasScheduled = payment.Unanswered(command.Key) is { IsScheduled: true };
        payment.Hear(command.Key, command.Answer);
        if (payment.Unanswered(command.Key) is { } pending)
        {
            decision.Schedule(command.Key, decision.Now + GatewayRequest.PatienceWhilePending, new AskGatewayAgain(payment.Id, command.Key, pending.Attempt));
        }
        else if (wasScheduled)
        {
            decision.Unschedule(command.Key);
        }

        OrderPayment.ReleaseIfOver(payment, decision);
    }
}

/// <summary>The gateway has not answered.</summary>
internal sealed record RecordGatewaySilence(PaymentId PaymentId, string Key, int Attempt) : ICommand;

internal sealed class RecordGatewaySilenceHandler : ICommandHandler<RecordGatewaySilence>
{
    public void Handle(RecordGatewaySilence command, IDecision decision)
    {
        var payment = decision.Load<Payment>(command.PaymentId);
        payment.HearNothing(command.Key, command.Attempt);
        if (payment.Unanswered(command.Key) is { IsScheduled: true } request && request.Attempt == command.Attempt)
        {
            decision.Schedule(command.Key, decision.Now + request.PauseAfterSilence, new AskGatewayAgain(payment.Id, command.Key, request.Attempt));
        }
    }
}

/// <summary>Asks the gateway again under the same key, after an attempt that was not answered.</summary>
[CommandType("payments.ask_gateway_again.v1")]
internal sealed record AskGatewayAgain(PaymentId PaymentId, string Key, int AfterAttempt) : ICommand;

internal sealed class AskGatewayAgainHandler : ICommandHandler<AskGatewayAgain>
{
    public void Handle(AskGatewayAgain command, IDecision decision) =>
        decision.Load<Payment>(command.PaymentId).AskAgain(command.Key, command.AfterAttempt);
}
