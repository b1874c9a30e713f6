using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Testing.Specs;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Booking;

public sealed class FlightBookingSpecs
{
    private static readonly PaymentDeadline Deadline = new(Given.Now.AddMinutes(15), Given.Now.AddMinutes(15).AddSeconds(30));

    private static AggregateSpec<FlightBooking> New => Spec.For<FlightBooking>(Given.Module);

    private static AggregateSpec<FlightBooking> Reserved => New.Given(Given.Reserved());

    private static AggregateSpec<FlightBooking> Confirmed => New.Given(Given.Reserved(), Given.Confirmed());

    public static TheoryData<string> BadNames => ["", "12", "Ada😀", "Ada\u202Enoel", "A\u0007da", "Ada;", "-Ada", new string('a', 41), "Ada\u200B"];

    public static TheoryData<string> GoodNames => ["Ada", "O'Connor", "O’Connor", "King-Noel", "Zoë", "李", "Людмила", "محمد", "María del Mar", "राम"];

    [Fact]
    public void Reserving_records_who_flies_for_how_much_until_when() => Reserve(Given.Offer(Given.Ada), [Given.Ada]).Then(Given.Reserved());

    [Fact]
    public void An_expired_offer_is_gone() =>
        Reserve(Given.Offer(Given.Ada) with { PriceGuaranteedUntil = Given.Now }, [Given.Ada]).ThenBreaks<OfferMustNotHaveExpiredRule>();

    [Fact]
    public void A_cancelled_flight_is_not_booked() =>
        Reserve(Given.Offer(Given.Ada), [Given.Ada], flight: Given.Facts(new FlightCancelledV1(Given.Flight.Value, "Fog"))).ThenBreaks<FlightsMustNotBeCancelledRule>();

    [Fact]
    public void A_departed_flight_is_not_booked() =>
        Reserve(Given.Offer(Given.Ada), [Given.Ada], flight: Given.Facts(new FlightDepartedV1(Given.Flight.Value, Given.Now))).ThenBreaks<FlightsMustNotHaveDepartedRule>();

    [Fact]
    public void A_flight_that_departs_too_soon_to_be_paid_is_not_booked() =>
        Reserve(Given.Offer(Given.Ada), [Given.Ada], deadline: new PaymentDeadline(Given.Now, Given.Now.AddSeconds(30))).ThenBreaks<SalesMustBeOpenRule>();

    [Fact]
    public void Ten_passengers_are_too_many()
    {
        var ten = Enumerable.Repeat(Given.Ada, 10).ToArray();
        Reserve(Given.Offer(ten), ten).ThenBreaks<OneToNinePassengersRule>();
    }

    [Fact]
    public void A_child_does_not_fly_alone() => Reserve(Given.Offer(Given.Byron), [Given.Byron]).ThenBreaks<AtLeastOneAdultRule>();

    [Fact]
    public void Two_infants_do_not_share_a_lap() =>
        Reserve(Given.Offer(Given.Ada, Given.Annabella, Given.Annabella), [Given.Ada, Given.Annabella, Given.Annabella]).ThenBreaks<AnInfantNeedsAnAdultsLapRule>();

    [Fact]
    public void Other_passengers_than_the_offer_is_for_are_refused() =>
        Reserve(Given.Offer(Given.Ada, Given.Byron), [Given.Ada]).ThenRefuses(
            "FlightBooking_Passengers_Must_Match_The_Offer", "The offer is for adult: 1, child: 1. Name these passengers, or search again.");

    [Fact]
    public void Somebody_who_is_twelve_on_the_day_of_departure_is_no_child()
    {
        var twelve = Given.Byron with { DateOfBirth = new DateOnly(2014, 4, 20) };
        Reserve(Given.Offer(Given.Ada, Given.Byron), [Given.Ada, twelve]).ThenRefuses(
            "FlightBooking_Passengers_Must_Have_The_Age_Of_Their_Type",
            "Byron King-Noel is not of the age of a child on 2026-04-20: infants are under 2 years, children under 12.");
    }

    [Fact]
    public void Somebody_who_is_twelve_the_day_after_departure_is_a_child()
    {
        var eleven = Given.Byron with { DateOfBirth = new DateOnly(2014, 4, 21) };
        Reserve(Given.Offer(Given.Ada, eleven), [Given.Ada, eleven]).Then(
            Given.ReservedFor([Given.Ada, eleven]));
    }

    [Fact]
    public void Nobody_is_born_tomorrow()
    {
        var unborn = Given.Annabella with { DateOfBirth = new DateOnly(2026, 3, 31) };
        Reserve(Given.Offer(Given.Ada, unborn), [Given.Ada, unborn]).ThenRefuses("FlightBooking_Birth_Dates_Must_Not_Be_In_The_Future");
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public void A_name_that_nobody_has_is_refused(string name) =>
        Reserve(Given.Offer(Given.Ada), [Given.Ada with { Surname = PersonName.Normalise(name) }]).ThenBreaks<NamesMustBeReadableRule>();

    [Theory]
    [MemberData(nameof(GoodNames))]
    public void Names_of_all_scripts_are_taken(string name) => PersonName.ProblemOf(PersonName.Normalise(name)).ShouldBeNull();

    [Fact]
    public void A_name_is_stored_composed_and_compared_without_case_and_accents()
    {
        PersonName.Normalise("  Zoe\u0308  Nguye\u0302\u0303n ").ShouldBe("Zoë Nguyễn");
        PersonName.Fold("o’connor-MÜLLER").ShouldBe(PersonName.Fold("O'Connor Muller"));
        PersonName.Fold("Strauß").ShouldBe("STRAUSS");
        PersonName.Fold("Nguyễn").ShouldBe("NGUYEN");
    }

    [Theory]
    [InlineData(1, "11A")]
    [InlineData(-1, "11A")]
    public void A_seat_is_for_a_passenger_of_the_booking(int passenger, string seat) =>
        Reserve(Given.Offer(Given.Ada), [Given.Ada], new SeatChoice(Given.Flight, passenger, seat)).ThenRefuses("FlightBooking_Seats_Must_Be_For_Passengers_With_A_Seat");

    [Fact]
    public void An_infant_gets_no_seat() =>
        Reserve(Given.Offer(Given.Ada, Given.Annabella), [Given.Ada, Given.Annabella], new SeatChoice(Given.Flight, 1, "11A"))
            .ThenRefuses("FlightBooking_Seats_Must_Be_For_Passengers_With_A_Seat");

    [Fact]
    public void People_are_warned_once() => Reserved
        .When(b => { b.WarnOfExpiry(); b.WarnOfExpiry(); })
        .Then(new FlightBookingHoldExpiring(Given.BookingId, "BCDFGH", Given.Contact, Given.Now.AddMinutes(15)));

    [Fact]
    public void Nobody_is_warned_of_a_confirmed_booking() => Confirmed.When(b => b.WarnOfExpiry()).ThenNothing();

    [Fact]
    public void A_reserved_booking_expires() => Reserved.When(b => b.Expire()).Then(Given.Expired());

    [Fact]
    public void A_confirmed_booking_does_not_expire() => Confirmed.When(b => b.Expire()).ThenNothing();

    [Fact]
    public void Confirming_records_seats_and_tickets() => Reserved
        .When(b => b.Confirm(Given.Order, Given.Confirmed().Seats, Given.Confirmed().Tickets))
        .Then(Given.Confirmed());

    [Fact]
    public void Confirming_twice_changes_nothing() => Confirmed.When(b => b.Confirm(Given.Order, [], [])).ThenNothing();

    [Fact]
    public void A_cancelled_booking_is_not_confirmed() =>
        Reserved.Given(Given.Cancelled(CancellationReason.Traveller, wasConfirmed: false, 0, 0))
            .When(b => b.ExpectPayable(Given.Order, [Given.Facts()], Given.Now))
            .ThenBreaks<BookingMustNotBeCancelledRule>("This booking was cancelled: it cannot be paid for any more.");

    [Fact]
    public void Only_a_reserved_booking_is_confirmed() =>
        Reserved.Given(Given.Cancelled(CancellationReason.Traveller, wasConfirmed: false, 0, 0))
            .When(b => b.Confirm(Given.Order, [], []))
            .ThenBreaks<BookingMustBeReservedRule>("Only a reserved booking can be confirmed; this one is cancelled.");

    [Fact]
    public void A_booking_is_paid_by_one_order() => Confirmed
        .When(b => b.ExpectPayable("another", [Given.Facts()], Given.Now))
        .ThenBreaks<BookingMustNotBePaidByAnotherOrderRule>();

    [Fact]
    public void Nothing_is_paid_after_departure() => Reserved
        .When(b => b.ExpectPayable(Given.Order, [Given.Facts()], Given.Departure))
        .ThenBreaks<FlightsMustNotHaveDepartedRule>();

    [Fact]
    public void A_late_payment_takes_the_seats_again() => Reserved.Given(Given.Expired())
        .When(b => b.Reacquire(areThereSeats: true, []))
        .Then(new FlightBookingReacquired(Given.BookingId, []));

    [Fact]
    public void A_late_payment_is_refused_when_the_seats_are_gone() => Reserved.Given(Given.Expired())
        .When(b => b.Reacquire(areThereSeats: false, []))
        .ThenRefuses("FlightBooking_Seats_Are_Gone");

    [Fact]
    public void A_booking_that_has_not_expired_keeps_its_seats() => Reserved.When(b => b.Reacquire(areThereSeats: false, [])).ThenNothing();

    [Theory]
    [InlineData(CancellationReason.Traveller, 8500, 4000)]
    [InlineData(CancellationReason.Staff, 12500, 0)]
    [InlineData(CancellationReason.FlightCancelled, 12500, 0)]
    [InlineData(CancellationReason.PaymentFailed, 0, 0)]
    public void Only_a_traveller_pays_the_fee_of_cancelling(CancellationReason reason, long refund, long retained) => Confirmed
        .When(b => b.Cancel(reason, "why", [Given.Facts()], Given.Now))
        .Then(Given.Cancelled(reason, wasConfirmed: true, refund, retained));

    [Fact]
    public void Of_an_unpaid_booking_nothing_is_given_back() => Reserved
        .When(b => b.Cancel(CancellationReason.Traveller, "why", [Given.Facts()], Given.Now))
        .Then(Given.Cancelled(CancellationReason.Traveller, wasConfirmed: false, 0, 0));

    [Fact]
    public void Never_more_than_was_paid_is_kept() =>
        Settlement.For(isPaid: true, Given.Pounds(100), Given.Pounds(500), CancellationReason.Traveller).ShouldBe(new Settlement(Given.Pounds(0), Given.Pounds(100)));

    [Fact]
    public void What_the_airline_cancelled_costs_the_traveller_nothing() => Confirmed
        .When(b => b.Cancel(CancellationReason.Traveller, "why", [Given.Facts(new FlightCancelledV1(Given.Flight.Value, "Fog"))], Given.Now))
        .Then(Given.Cancelled(CancellationReason.FlightCancelled, wasConfirmed: true, 12500, 0));

    [Fact]
    public void What_is_given_up_unpaid_because_the_airline_does_not_fly_says_so() => Reserved
        .When(b => b.Cancel(CancellationReason.PaymentFailed, "why", [Given.Facts(new FlightCancelledV1(Given.Flight.Value, "Fog"))], Given.Now))
        .Then(Given.Cancelled(CancellationReason.FlightCancelled, wasConfirmed: false, 0, 0));

    [Fact]
    public void Tickets_that_were_not_paid_are_not_refunded_where_the_airline_does_not_fly() => Confirmed
        .When(b => b.Cancel(CancellationReason.PaymentFailed, "why", [Given.Facts(new FlightCancelledV1(Given.Flight.Value, "Fog"))], Given.Now))
        .Then(Given.Cancelled(CancellationReason.PaymentFailed, wasConfirmed: true, 0, 0));

    [Fact]
    public void Cancelling_twice_changes_nothing() => Confirmed.Given(Given.Cancelled(CancellationReason.Traveller, wasConfirmed: true, 8500, 4000))
        .When(b => b.Cancel(CancellationReason.Traveller, "why", [Given.Facts()], Given.Now))
        .ThenNothing();

    [Fact]
    public void After_departure_nothing_is_cancelled() => Confirmed
        .When(b => b.Cancel(CancellationReason.Traveller, "why", [Given.Facts()], Given.Departure))
        .ThenBreaks<FlightsMustNotHaveDepartedRule>();

    [Fact]
    public void A_delay_is_not_a_departure() => Confirmed
        .When(b => b.Cancel(
            CancellationReason.Staff, "why", [Given.Facts(new FlightChangedV1(Given.Flight.Value, Given.Departure.AddHours(2), Given.Departure.AddHours(9), "Fog"))], Given.Departure))
        .Then(Given.Cancelled(CancellationReason.Staff, wasConfirmed: true, 12500, 0));

    [Fact]
    public void Seats_change_for_those_who_are_named() =>
        New.Given(Given.ReservedFor([Given.Ada, Given.Byron], new SeatChoice(Given.Flight, 0, "11A"), new SeatChoice(Given.Flight, 1, "11B")))
            .When(b => b.ChangeSeats([new SeatChoice(Given.Flight, 1, "12C")], [Given.Facts()], Given.Now))
            .Then(new FlightBookingSeatsChanged(Given.BookingId, [new SeatChoice(Given.Flight, 0, "11A"), new SeatChoice(Given.Flight, 1, "12C")]));

    [Fact]
    public void Changing_to_the_same_seat_changes_nothing() => Confirmed
        .When(b => b.ChangeSeats([new SeatChoice(Given.Flight, 0, "11A")], [Given.Facts()], Given.Now))
        .ThenNothing();

    [Fact]
    public void Seats_of_an_ended_booking_do_not_change() => Reserved.Given(Given.Expired())
        .When(b => b.ChangeSeats([new SeatChoice(Given.Flight, 0, "11A")], [Given.Facts()], Given.Now))
        .ThenBreaks<BookingMustBeLiveRule>();

    private static AggregateDecision<FlightBooking> Reserve(Offer offer, IReadOnlyList<Passenger> passengers, params SeatChoice[] seats) =>
        Reserve(offer, passengers, null, null, seats);

    private static AggregateDecision<FlightBooking> Reserve(
        Offer offer, IReadOnlyList<Passenger> passengers, PaymentDeadline? deadline = null, FlightFacts? flight = null, IReadOnlyList<SeatChoice>? seats = null) =>
        New.WhenCreated(() => FlightBooking.Reserve(
            Given.BookingId, "BCDFGH", new Reservation(offer, passengers, seats ?? [], Given.Contact, null), [flight ?? Given.Facts()], deadline ?? Deadline, Given.Now));
}
