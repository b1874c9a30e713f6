using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Decisions;

namespace Contrail.Booking.Features;

/// <summary>Holds the seats of an offer on all its flights until a deadline.</summary>
internal sealed record ReserveFlightBooking(Reservation Wish) : ICommand<ReservedBooking>;

/// <summary>What was reserved; recorded with the command, so that a repeated request gets an equal answer.</summary>
internal sealed record ReservedBooking(
    FlightBookingId Id,
    string Reference,
    DateTimeOffset ReservedAt,
    DateTimeOffset PayBefore,
    Money Total,
    IReadOnlyList<PriceLine> Price,
    IReadOnlyList<BookedFlight> Flights,
    IReadOnlyList<Passenger> Passengers,
    IReadOnlyList<SeatChoice> Seats);

internal sealed class ReserveFlightBookingHandler(BookingOptions options) : ICommandHandler<ReserveFlightBooking, ReservedBooking>
{
    public ReservedBooking Handle(ReserveFlightBooking command, IDecision decision)
    {
        var (wish, offer, now) = (command.Wish, command.Wish.Offer, decision.Now);
        var id = new FlightBookingId(decision.NewId("flight_booking"));
        var flights = decision.FlightsOf(offer.FlightIds.Select(FlightId.Parse));
        var deadline = options.DeadlineFrom(now, flights[0].DepartsAt);

        var booking = FlightBooking.Reserve(id, RecordLocator.Claim(decision, id), wish, flights, deadline, now);
        decision.Add(booking);
        decision.HoldSeats(booking, deadline.HeldUntil);
        decision.Schedule(ExpireFlightBooking.KeyOf(id), deadline.HeldUntil, new ExpireFlightBooking(id));
        if (deadline.PayBefore - options.WarnBefore > now)
        {
            decision.Schedule(WarnOfExpiry.KeyOf(id), deadline.PayBefore - options.WarnBefore, new WarnOfExpiry(id));
        }

        return new ReservedBooking(
            id, booking.Reference, now, deadline.PayBefore, offer.Total, offer.Price, booking.Flights, booking.Passengers, booking.Seats);
    }
}
