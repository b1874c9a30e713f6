using Contrail.Booking.Domain.FlightBookings;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;

namespace Contrail.Booking.Features;

/// <summary>The time to pay has passed: a booking that is still only reserved gives its seats back.</summary>
[CommandType("booking.expire_flight_booking.v1")]
internal sealed record ExpireFlightBooking(FlightBookingId BookingId) : ICommand
{
    public static string KeyOf(FlightBookingId booking) => $"expire:{booking}";
}

internal sealed class ExpireFlightBookingHandler : ICommandHandler<ExpireFlightBooking>
{
    public void Handle(ExpireFlightBooking command, IDecision decision)
    {
        var booking = decision.Load<FlightBooking>(command.BookingId);
        if (booking.Status == FlightBookingStatus.Reserved)
        {
            booking.Expire();
            decision.ReleaseSeats(booking);
        }
    }
}
