using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Booking.Domain.Tickets;
using Contrail.Contracts.Booking;
using Contrail.Engine.Decisions;

namespace Contrail.Booking.Features;

/// <summary>The money is authorised: sells the held seats and issues the tickets, all in one unit.</summary>
internal sealed class ConfirmFlightBookingHandler : ICommandHandler<ConfirmFlightBooking>
{
    public void Handle(ConfirmFlightBooking command, IDecision decision)
    {
        var booking = decision.Load<FlightBooking>(FlightBookingId.Of(command.BookingId));
        if (booking.Status == FlightBookingStatus.Confirmed && booking.OrderId == command.OrderId)
        {
            return;
        }

        booking.ExpectPayable(command.OrderId, decision.FlightsOf(booking.FlightIds), decision.Now);
        if (booking.Status == FlightBookingStatus.Expired)
        {
            TakeSeatsAgain(booking, decision);
        }

        var seats = booking.FlightIds.SelectMany(f => booking.SeatEverybody(f, decision.Load<SeatInventory>(f).Sell(booking.Id))).ToList();
        booking.Confirm(command.OrderId, seats, IssueTickets(booking, seats, decision));
        decision.ForgetDeadline(booking.Id);
    }

    /// <summary>Under the rules of a new booking; of the seats that were chosen, those that are still free are kept.</summary>
    private static void TakeSeatsAgain(FlightBooking booking, IDecision decision)
    {
        bool AreThereSeats(FlightId flight) => decision.Load<SeatInventory>(flight).FreeIn(booking.Cabin) >= booking.SeatsNeeded;
        bool IsStillFree(SeatChoice choice) => decision.Load<SeatInventory>(choice.FlightId).IsFree(booking.Cabin, choice.Seat);
        booking.Reacquire(booking.FlightIds.All(AreThereSeats), [.. booking.Seats.Where(IsStillFree)]);
        decision.HoldSeats(booking, until: decision.Now);
    }

    private static List<BookedTicket> IssueTickets(FlightBooking booking, List<SeatChoice> seats, IDecision decision)
    {
        var numbers = DrawNumbers(booking, decision);
        var issued = new List<BookedTicket>(numbers.Count);
        foreach (var (i, passenger) in booking.Passengers.Index())
        {
            var coupons = booking.Flights
                .Select(f => (Flight: f, seats.Find(s => s.FlightId.Value == f.FlightId && s.Passenger == i)?.Seat))
                .Select(f => new Coupon(new FlightId(f.Flight.FlightId), f.Flight.Designator, f.Flight.From, f.Flight.To, f.Flight.DepartsAt, f.Seat))
                .ToList();
            decision.Add(Ticket.Issue(numbers[i], booking.Id, booking.Reference, passenger.FullName(), passenger.Type, coupons, decision.Now));
            issued.Add(new BookedTicket(numbers[i].Value, passenger.FullName(), [.. coupons.Select(c => c.Seat).OfType<string>()]));
        }

        return issued;
    }

    private static IReadOnlyList<TicketNumber> DrawNumbers(FlightBooking booking, IDecision decision)
    {
        if (decision.Find<TicketStock>(TicketNumber.AccountingCode) is { } stock)
        {
            return stock.Draw(booking.Passengers.Count, booking.Id);
        }

        var unused = TicketStock.Unused();
        var first = unused.Draw(booking.Passengers.Count, booking.Id);
        decision.Add(unused);
        return first;
    }
}
