using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Engine.Domain;

namespace Contrail.Ordering.Domain.Orders;

/// <summary>How a booking stands, as Booking told.</summary>
internal enum BookingStatus
{
    Reserved,
    Confirmed,
    Cancelled,
    Expired,
}

/// <summary>What Ordering knows of a booking: a fold over what Booking published of it.</summary>
[StreamCategory("booking.flight_booking")]
internal sealed class BookingFacts : EventSourced
{
    public BookingStatus Status { get; private set; }

    public string Reference { get; private set; } = "";

    public string? UserId { get; private set; }

    public ContactDetails Contact { get; private set; } = new("", null, "");

    public Money Total { get; private set; }

    public DateTimeOffset PayBefore { get; private set; }

    /// <summary>Whose it is: a user's, or of whoever reads the mail at the address that a guest gave.</summary>
    public string Owner => UserId ?? Contact.Email.ToLowerInvariant();

    /// <summary>The itinerary in words.</summary>
    public string Text { get; private set; } = "";

    private void When(FlightBookingReservedV1 e)
    {
        (Status, Reference, UserId, Contact, Total, PayBefore) = (BookingStatus.Reserved, e.Reference, e.UserId, e.Contact, e.Total, e.PayBefore);
        var flights = e.Flights.Select(f => $"{f.Designator} {f.From}-{f.To} {f.DepartsAt:yyyy-MM-dd}");
        Text = $"{string.Join(", ", flights)} for {e.Passengers}";
    }

    private void When(FlightBookingConfirmedV1 e) => Status = BookingStatus.Confirmed;

    private void When(FlightBookingCancelledV1 e) => Status = BookingStatus.Cancelled;

    private void When(FlightBookingExpiredV1 e) => Status = BookingStatus.Expired;
}
