using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;

namespace Contrail.Booking.Domain.Tickets;

/// <summary>How a ticket stands.</summary>
internal enum TicketStatus
{
    Issued,
    Voided,
    Refunded,
}

/// <summary>One passenger's proof of carriage, a coupon for each flight. It exists exactly when its booking was confirmed.</summary>
[StreamCategory("ticket")]
internal sealed class Ticket : AggregateRoot<TicketNumber>
{
    private FlightBookingId bookingId;
    private DateTimeOffset issuedAt;

    private Ticket()
    {
    }

    public TicketStatus Status { get; private set; }

    public IReadOnlyList<Coupon> Coupons { get; private set; } = [];

    public static Ticket Issue(
        TicketNumber number, FlightBookingId booking, string reference, string passenger, PassengerType type, IReadOnlyList<Coupon> coupons, DateTimeOffset now)
    {
        var ticket = new Ticket();
        ticket.Apply(new TicketIssued(number, booking, reference, passenger, type, coupons, now));
        return ticket;
    }

    /// <summary>Takes the ticket back: voided on the day of issue (UTC), refunded later.</summary>
    public void TakeBack(DateTimeOffset now)
    {
        if (now.UtcDateTime.Date == issuedAt.UtcDateTime.Date)
        {
            Void(now);
        }
        else
        {
            Refund();
        }
    }

    public void Void(DateTimeOffset now)
    {
        if (Status == TicketStatus.Issued)
        {
            Check(new TicketsAreVoidedOnTheDayOfIssueRule(issuedAt, now));
            Apply(new TicketVoided(Id, bookingId));
        }
    }

    public void Refund()
    {
        if (Status == TicketStatus.Issued)
        {
            Apply(new TicketRefunded(Id, bookingId));
        }
    }

    /// <summary>The passenger sits elsewhere.</summary>
    public void Reseat(FlightId flight, string seat)
    {
        if (Status == TicketStatus.Issued && Coupons.Single(c => c.FlightId == flight).Seat != seat)
        {
            Apply(new TicketReseated(Id, bookingId, flight, seat));
        }
    }

    private void When(TicketIssued e) => (Id, bookingId, Coupons, issuedAt) = (e.Number, e.BookingId, e.Coupons, e.IssuedAt);

    private void When(TicketReseated e) => Coupons = [.. Coupons.Select(c => c.FlightId == e.FlightId ? c with { Seat = e.Seat } : c)];

    private void When(TicketVoided e) => Status = TicketStatus.Voided;

    private void When(TicketRefunded e) => Status = TicketStatus.Refunded;
}

internal sealed class TicketsAreVoidedOnTheDayOfIssueRule(DateTimeOffset issuedAt, DateTimeOffset now) : Rule("Ticket_Is_Voided_On_The_Day_Of_Issue")
{
    public override string Explanation => "A ticket is voided on the day of issue only; later it is refunded.";

    public override bool IsFollowed() => issuedAt.UtcDateTime.Date == now.UtcDateTime.Date;
}
