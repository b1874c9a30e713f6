using Contrail.Contracts;
using Contrail.Contracts.Ordering;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Ordering.Domain.Orders;

namespace Contrail.Ordering.Features;

/// <summary>The purchase asks: the payment was declined, another may be tried.</summary>
[CommandType("ordering.decline_payment.v1")]
internal sealed record DeclinePayment(OrderId OrderId, string PaymentId, string Reason, int AttemptsLeft) : ICommand;

internal sealed class DeclinePaymentHandler : ICommandHandler<DeclinePayment>
{
    public void Handle(DeclinePayment command, IDecision decision) =>
        decision.Load<Order>(command.OrderId).DeclinePayment(command.PaymentId, command.Reason, command.AttemptsLeft);
}

/// <summary>The purchase asks: the money was taken, everything is issued.</summary>
[CommandType("ordering.confirm_order.v1")]
internal sealed record ConfirmOrder(OrderId OrderId, string PaymentId, Money Amount) : ICommand;

internal sealed class ConfirmOrderHandler : ICommandHandler<ConfirmOrder>
{
    public void Handle(ConfirmOrder command, IDecision decision) => decision.Load<Order>(command.OrderId).Confirm(command.PaymentId, command.Amount);
}

/// <summary>The purchase asks: nothing came of it, everything is undone.</summary>
[CommandType("ordering.end_order.v1")]
internal sealed record EndOrder(OrderId OrderId, OrderEnd How, string Reason) : ICommand;

internal sealed class EndOrderHandler : ICommandHandler<EndOrder>
{
    public void Handle(EndOrder command, IDecision decision) => decision.Load<Order>(command.OrderId).End(command.How, command.Reason);
}

/// <summary>Payments told: money was given back, as the order asked or as staff wished.</summary>
internal sealed record RecordRefund(OrderId OrderId, string RefundId, Money Amount) : ICommand;

internal sealed class RecordRefundHandler : ICommandHandler<RecordRefund>
{
    public void Handle(RecordRefund command, IDecision decision) =>
        decision.Load<Order>(command.OrderId).RecordRefund(command.RefundId, command.Amount);
}

/// <summary>The refund's process asks: it did not go through by itself, a person has a case.</summary>
[CommandType("ordering.hold_up_refund.v1")]
internal sealed record HoldUpRefund(OrderId OrderId, string RefundId) : ICommand;

internal sealed class HoldUpRefundHandler : ICommandHandler<HoldUpRefund>
{
    public void Handle(HoldUpRefund command, IDecision decision) => decision.Load<Order>(command.OrderId).HoldUpRefund(command.RefundId);
}
