using Contrail.Booking.Domain.Flights;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;

namespace Contrail.Booking.Domain.FlightBookings;

/// <summary>An itinerary for one to nine people: seats held until a deadline, then sold, or free again.</summary>
[StreamCategory("flight_booking")]
internal sealed class FlightBooking : AggregateRoot<FlightBookingId>
{
    private ContactDetails contact = new("", null, "");
    private Money cancellationFee;
    private DateTimeOffset payBefore;
    private bool isWarned;

    private FlightBooking()
    {
    }

    public FlightBookingStatus Status { get; private set; }

    public string Reference { get; private set; } = "";

    public string? UserId { get; private set; }

    public string? OrderId { get; private set; }

    public Cabin Cabin { get; private set; }

    public IReadOnlyList<BookedFlight> Flights { get; private set; } = [];

    public IReadOnlyList<Passenger> Passengers { get; private set; } = [];

    public IReadOnlyList<SeatChoice> Seats { get; private set; } = [];

    public IReadOnlyList<BookedTicket> Tickets { get; private set; } = [];

    public Money Total { get; private set; }

    public Settlement Settlement { get; private set; }

    public IEnumerable<FlightId> FlightIds => Flights.Select(f => new FlightId(f.FlightId));

    public int SeatsNeeded => Passengers.Count(p => p.NeedsSeat());

    private bool HasEnded => Status is FlightBookingStatus.Cancelled or FlightBookingStatus.Expired;

    public static FlightBooking Reserve(
        FlightBookingId id, string reference, Reservation wish, IReadOnlyList<FlightFacts> flights, PaymentDeadline deadline, DateTimeOffset now)
    {
        CheckOffer(wish.Offer, flights, deadline, now);
        CheckPassengers(wish, flights[^1].DepartureDate, now);
        var booking = new FlightBooking();
        booking.Apply(new FlightBookingReserved(
            id, reference, wish.UserId, wish.Contact, [.. flights.Select(f => f.ToBooked())], wish.Offer.Cabin, wish.Offer.Family, wish.Passengers, wish.Seats,
            wish.Offer.Price, wish.Offer.Total, wish.Offer.CancellationFee, now, deadline.PayBefore, deadline.HeldUntil));
        return booking;
    }

    /// <summary>Says once that the deadline comes near.</summary>
    public void WarnOfExpiry()
    {
        if (Status == FlightBookingStatus.Reserved && !isWarned)
        {
            Apply(new FlightBookingHoldExpiring(Id, Reference, contact, payBefore));
        }
    }

    public void Expire()
    {
        if (Status == FlightBookingStatus.Reserved)
        {
            Apply(new FlightBookingExpired(Id, Reference, contact));
        }
    }

    /// <summary>Refuses a payment that this booking cannot take, before anything is sold for it.</summary>
    public void ExpectPayable(string orderId, IReadOnlyList<FlightFacts> flights, DateTimeOffset now)
    {
        Check(new BookingMustNotBePaidByAnotherOrderRule(OrderId, orderId));
        Check(new BookingMustNotBeCancelledRule(Status));
        Check(new FlightsMustNotBeCancelledRule(flights));
        Check(new FlightsMustNotHaveDepartedRule(flights, now));
    }

    /// <summary>A payment came after the hold had expired: the booking lives again if there are seats for all.</summary>
    /// <param name="areThereSeats">Whether enough are free on every flight.</param>
    /// <param name="kept">Those of the chosen seats that are still free.</param>
    public void Reacquire(bool areThereSeats, IReadOnlyList<SeatChoice> kept)
    {
        if (Status == FlightBookingStatus.Expired)
        {
            Check(new SeatsMustStillBeFreeRule(areThereSeats));
            Apply(new FlightBookingReacquired(Id, kept));
        }
    }

    public void Confirm(string orderId, IReadOnlyList<SeatChoice> seats, IReadOnlyList<BookedTicket> tickets)
    {
        if (Status == FlightBookingStatus.Confirmed && OrderId == orderId)
        {
            return;
        }

        Check(new BookingMustBeReservedRule(Status));
        Apply(new FlightBookingConfirmed(Id, orderId, Reference, contact, Flights, seats, tickets, Total));
    }

    /// <summary>Ends the booking. What the airline cancelled costs the traveller nothing, whoever cancels the rest, and is the cause where the booking
    /// is given up because it could not be paid: unless it has tickets, whose money was not taken.</summary>
    public void Cancel(CancellationReason reason, string text, IReadOnlyList<FlightFacts> flights, DateTimeOffset now)
    {
        if (HasEnded)
        {
            return;
        }

        var isPaid = Status == FlightBookingStatus.Confirmed;
        var mayHideIt = reason == CancellationReason.Traveller || (reason == CancellationReason.PaymentFailed && !isPaid);
        var cause = mayHideIt && flights.Any(f => f.IsCancelled) ? CancellationReason.FlightCancelled : reason;
        if (cause is CancellationReason.Traveller or CancellationReason.Staff)
        {
            Check(new FlightsMustNotHaveDepartedRule(flights, now));
        }

        var (refund, retained) = Settlement.For(isPaid, Total, cancellationFee, cause);
        Apply(new FlightBookingCancelled(Id, OrderId, Reference, contact, Flights, cause, text, isPaid, refund, retained));
    }

    /// <summary>Puts passengers on other seats; those who are not named keep theirs.</summary>
    public void ChangeSeats(IReadOnlyList<SeatChoice> changes, IReadOnlyList<FlightFacts> flights, DateTimeOffset now)
    {
        Check(new BookingMustBeLiveRule(Status));
        Check(new FlightsMustNotBeCancelledRule(flights));
        Check(new FlightsMustNotHaveDepartedRule(flights, now));
        Check(new SeatsMustBeForPassengersWithASeatRule(changes, Passengers, [.. Flights.Select(f => f.FlightId)]));
        var kept = Seats.Where(s => !changes.Any(c => c.FlightId == s.FlightId && c.Passenger == s.Passenger));
        var seats = InOrder([.. kept, .. changes]);
        if (!seats.SequenceEqual(InOrder(Seats)))
        {
            Apply(new FlightBookingSeatsChanged(Id, seats));
        }
    }

    public IReadOnlyList<string> SeatsOn(FlightId flight) => [.. Seats.Where(s => s.FlightId == flight).Select(s => s.Seat)];

    /// <summary>Who sits where on a flight when those without a seat take the assigned ones in their order.</summary>
    public IEnumerable<SeatChoice> SeatEverybody(FlightId flight, IReadOnlyList<string> assigned)
    {
        var left = new Queue<string>(assigned);
        var seated = Passengers.Index().Where(p => p.Item.NeedsSeat());
        return seated.Select(p => SeatOf(flight, p.Index) ?? new SeatChoice(flight, p.Index, left.Dequeue())).ToList();
    }

    private static void CheckOffer(Offer offer, IReadOnlyList<FlightFacts> flights, PaymentDeadline deadline, DateTimeOffset now)
    {
        Check(new OfferMustNotHaveExpiredRule(offer.PriceGuaranteedUntil, now));
        Check(new FlightsMustNotBeCancelledRule(flights));
        Check(new FlightsMustNotHaveDepartedRule(flights, now));
        Check(new SalesMustBeOpenRule(deadline.PayBefore, now));
    }

    private static void CheckPassengers(Reservation wish, DateOnly lastDeparture, DateTimeOffset now)
    {
        var passengers = wish.Passengers;
        Check(new OneToNinePassengersRule(passengers.Count));
        Check(new AtLeastOneAdultRule(passengers));
        Check(new AnInfantNeedsAnAdultsLapRule(passengers));
        Check(new PassengersMustMatchTheOfferRule(passengers, wish.Offer.Passengers));
        Check(new NamesMustBeReadableRule(passengers));
        Check(new BirthDatesMustNotBeInTheFutureRule(passengers, now));
        Check(new PassengersMustHaveTheAgeOfTheirTypeRule(passengers, lastDeparture));
        Check(new SeatsMustBeForPassengersWithASeatRule(wish.Seats, passengers, wish.Offer.FlightIds));
    }

    private static List<SeatChoice> InOrder(IEnumerable<SeatChoice> seats) =>
        [.. seats.OrderBy(s => s.FlightId.Value, StringComparer.Ordinal).ThenBy(s => s.Passenger)];

    private SeatChoice? SeatOf(FlightId flight, int passenger) => Seats.FirstOrDefault(s => s.FlightId == flight && s.Passenger == passenger);

    private void When(FlightBookingReserved e)
    {
        (Id, Reference, UserId, contact, Flights, Cabin) = (e.BookingId, e.Reference, e.UserId, e.Contact, e.Flights, e.Cabin);
        (Passengers, Seats, Total, cancellationFee, payBefore) = (e.Passengers, e.Seats, e.Total, e.CancellationFee, e.PayBefore);
        Settlement = Settlement.For(isPaid: false, e.Total, e.CancellationFee, CancellationReason.Traveller);
    }

    private void When(FlightBookingHoldExpiring e) => isWarned = true;

    private void When(FlightBookingReacquired e) => (Status, Seats) = (FlightBookingStatus.Reserved, e.Seats);

    private void When(FlightBookingConfirmed e) =>
        (Status, OrderId, Seats, Tickets) = (FlightBookingStatus.Confirmed, e.OrderId, e.Seats, e.Tickets);

    private void When(FlightBookingSeatsChanged e) => Seats = e.Seats;

    private void When(FlightBookingCancelled e) =>
        (Status, Settlement) = (FlightBookingStatus.Cancelled, new Settlement(e.Refund, e.Retained));

    private void When(FlightBookingExpired e) => Status = FlightBookingStatus.Expired;
}
