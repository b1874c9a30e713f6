using Contrail.Booking.Domain.FlightBookings;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;

namespace Contrail.Booking.Features;

/// <summary>The deadline comes near: whoever has not paid is told.</summary>
[CommandType("booking.warn_of_expiry.v1")]
internal sealed record WarnOfExpiry(FlightBookingId BookingId) : ICommand
{
    public static string KeyOf(FlightBookingId booking) => $"warn:{booking}";
}

internal sealed class WarnOfExpiryHandler : ICommandHandler<WarnOfExpiry>
{
    public void Handle(WarnOfExpiry command, IDecision decision) => decision.Load<FlightBooking>(command.BookingId).WarnOfExpiry();
}
