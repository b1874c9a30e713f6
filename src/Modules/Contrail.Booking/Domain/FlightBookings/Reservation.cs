using Contrail.Booking.Domain.Flights;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;

namespace Contrail.Booking.Domain.FlightBookings;

/// <summary>How a booking stands.</summary>
internal enum FlightBookingStatus
{
    Reserved,
    Confirmed,
    Cancelled,
    Expired,
}

/// <summary>What somebody wants to book.</summary>
/// <param name="Offer">Flights and price.</param>
/// <param name="Passengers">As many as the offer is for.</param>
/// <param name="Seats">Those that were chosen.</param>
/// <param name="Contact">Whom to tell.</param>
/// <param name="UserId">Who books; null for a guest.</param>
internal sealed record Reservation(
    Offer Offer, IReadOnlyList<Passenger> Passengers, IReadOnlyList<SeatChoice> Seats, ContactDetails Contact, string? UserId)
{
    public IReadOnlyList<string> SeatsOn(FlightId flight) => [.. Seats.Where(s => s.FlightId == flight).Select(s => s.Seat)];
}

/// <summary>When a booking must be paid. People are told an earlier instant than the one enforced, so that nobody who pays in time is late.</summary>
/// <param name="PayBefore">What people are told.</param>
/// <param name="HeldUntil">What is enforced.</param>
internal readonly record struct PaymentDeadline(DateTimeOffset PayBefore, DateTimeOffset HeldUntil);

/// <summary>What becomes of the money of a booking that ends.</summary>
/// <param name="Refund">Given back.</param>
/// <param name="Retained">Kept.</param>
internal readonly record struct Settlement(Money Refund, Money Retained)
{
    /// <summary>Of money that was not taken nothing is given back; of a traveller's the fare's fee is kept when they cancel; else all goes back.</summary>
    public static Settlement For(bool isPaid, Money total, Money cancellationFee, CancellationReason reason)
    {
        var nothing = Money.Zero(total.Currency);
        if (!isPaid || reason == CancellationReason.PaymentFailed)
        {
            return new Settlement(nothing, nothing);
        }

        var retained = reason != CancellationReason.Traveller ? nothing : cancellationFee < total ? cancellationFee : total;
        return new Settlement(total - retained, retained);
    }
}
