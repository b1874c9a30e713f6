using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;

namespace Contrail.Booking.Features;

/// <summary>What several decisions do with all flights of a booking.</summary>
internal static class Itinerary
{
    /// <summary>A booking, if it is there for the one who asks.</summary>
    /// <exception cref="RefusedException">It is not (not found).</exception>
    public static FlightBooking LoadFor(this IDecision decision, Requester by, FlightBookingId id)
    {
        var booking = decision.Find<FlightBooking>(id) ?? throw RefusedException.NotFound("Booking", id);
        by.MustSee(id, booking.UserId);
        return booking;
    }

    /// <summary>What is known of each flight.</summary>
    /// <exception cref="RefusedException">Nothing is known of one of them (not found).</exception>
    public static IReadOnlyList<FlightFacts> FlightsOf(this IDecision decision, IEnumerable<FlightId> flights) =>
        [.. flights.Select(id => decision.Find<FlightFacts>(id) ?? throw RefusedException.NotFound("Flight", id))];

    /// <summary>Holds the seats that a booking needs on every flight, or none at all: a refusal undoes the whole decision.</summary>
    public static void HoldSeats(this IDecision decision, FlightBooking booking, DateTimeOffset until)
    {
        foreach (var flight in booking.FlightIds)
        {
            var inventory = decision.Find<SeatInventory>(flight) ?? throw RefusedException.NotFound("Seat map of flight", flight);
            inventory.Hold(booking.Id, booking.Cabin, booking.SeatsNeeded, booking.SeatsOn(flight), until);
        }
    }

    /// <summary>Frees the seats of a booking that has ended, and forgets its deadline.</summary>
    public static void ReleaseSeats(this IDecision decision, FlightBooking booking)
    {
        foreach (var flight in booking.FlightIds)
        {
            decision.Load<SeatInventory>(flight).Release(booking.Id);
        }

        decision.ForgetDeadline(booking.Id);
    }

    public static void ForgetDeadline(this IDecision decision, FlightBookingId booking)
    {
        decision.Unschedule(ExpireFlightBooking.KeyOf(booking));
        decision.Unschedule(WarnOfExpiry.KeyOf(booking));
    }
}
