using Contrail.Contracts;
using Contrail.Engine.Decisions;

namespace Contrail.Ordering.Features;

/// <summary>A booking was cancelled; see what its order owes now.</summary>
internal sealed record SettleCancelledBooking(string BookingId, string Reason, Money Refund, Money Retained) : ICommand;

internal sealed class SettleCancelledBookingHandler : ICommandHandler<SettleCancelledBooking>
{
    public void Handle(SettleCancelledBooking command, IDecision decision) =>
        OrderOfBooking.Find(decision, command.BookingId)?.CancelBooking(command.BookingId, command.Reason, command.Refund, command.Retained);
}

/// <summary>A booking's hold ran out; see what becomes of its order.</summary>
internal sealed record SettleExpiredBooking(string BookingId) : ICommand;

internal sealed class SettleExpiredBookingHandler : ICommandHandler<SettleExpiredBooking>
{
    public void Handle(SettleExpiredBooking command, IDecision decision) =>
        OrderOfBooking.Find(decision, command.BookingId)?.ExpireBooking(command.BookingId);
}
