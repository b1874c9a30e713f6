using System.Reflection;
using Contrail.Booking;
using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using Contrail.Engine.Testing.Specs;

namespace Contrail.Modules.Tests.Booking;

/// <summary>Facts that the specifications of bookings share.</summary>
internal static class Given
{
    public const string Order = "0a";
    public static readonly DateTimeOffset Now = ManualClock.Start;
    public static readonly DateTimeOffset Departure = new(2026, 4, 20, 9, 0, 0, TimeSpan.FromHours(1));
    public static readonly FlightId Flight = new("CT101-2026-04-20-LHR");
    public static readonly FlightId Onward = new("CT201-2026-04-20-FRA");
    public static readonly FlightBookingId BookingId = new(new Guid("11111111-1111-4111-8111-111111111111"));
    public static readonly FlightBookingId OtherId = new(new Guid("22222222-2222-4222-8222-222222222222"));
    public static readonly ContactDetails Contact = new("ada@example.org", null, "Ada Lovelace");
    public static readonly Passenger Ada = new(PassengerType.Adult, "Ada", "Lovelace", new DateOnly(1990, 12, 10));
    public static readonly Passenger Byron = new(PassengerType.Child, "Byron", "King-Noel", new DateOnly(2018, 5, 12));
    public static readonly Passenger Annabella = new(PassengerType.Infant, "Annabella", "O'Connor", new DateOnly(2025, 9, 22));

    public static readonly CabinLayout Business = new(Cabin.Business, "AC DF", ["1"], [], []);
    public static readonly CabinLayout Economy = new(Cabin.Economy, "ABC DEF", ["11", "12", "14"], ["12"], ["14F"]);

    public static BookingModule Module => new(new BookingOptions());

    public static BookedFlight Booked { get; } = new(Flight.Value, "CT101", "LHR", "JFK", Departure, Departure.AddHours(8));

    public static Money Pounds(long pence) => new(pence, "GBP");

    public static FlightScheduledV1 Scheduled(FlightId flight, DateTimeOffset departure, params CabinLayout[] cabins) => new(
        flight.Value, flight.Value[..5], "LHR", "JFK", departure, departure.AddHours(8), "Europe/London", "America/New_York", "320", cabins);

    public static Offer Offer(params Passenger[] passengers) => new(
        [Flight.Value],
        Cabin.Economy,
        FareFamily.Standard,
        passengers.CountBy(p => p.Type).ToDictionary(p => p.Key, p => p.Value),
        [new PriceLine(PriceLineKind.Fare, "BASE", "Fare", Pounds(10000)), new PriceLine(PriceLineKind.Tax, "GB", "Tax", Pounds(2500))],
        Pounds(12500),
        Pounds(4000),
        Now.AddMinutes(30));

    public static FlightBookingReserved Reserved(params SeatChoice[] seats) => ReservedFor([Ada], seats);

    public static FlightBookingReserved ReservedFor(IReadOnlyList<Passenger> passengers, params SeatChoice[] seats) => new(
        BookingId, "BCDFGH", null, Contact, [Booked], Cabin.Economy, FareFamily.Standard, passengers, seats, Offer().Price, Pounds(12500), Pounds(4000), Now,
        Now.AddMinutes(15), Now.AddMinutes(15).AddSeconds(30));

    public static FlightBookingConfirmed Confirmed() => new(
        BookingId, Order, "BCDFGH", Contact, [Booked], [new SeatChoice(Flight, 0, "11A")], [new BookedTicket("9870000000001", "Ada Lovelace", ["11A"])], Pounds(12500));

    public static FlightBookingExpired Expired() => new(BookingId, "BCDFGH", Contact);

    public static FlightBookingCancelled Cancelled(CancellationReason reason, bool wasConfirmed, long refund, long retained) => new(
        BookingId, wasConfirmed ? Order : null, "BCDFGH", Contact, [Booked], reason, "why", wasConfirmed, Pounds(refund), Pounds(retained));

    /// <summary>What Booking knows of a flight, folded as the log would.</summary>
    public static FlightFacts Facts(params object[] later)
    {
        var facts = new FlightFacts();
        foreach (var fact in later.Prepend(Scheduled(Flight, Departure, Business, Economy)))
        {
            // The log is not here: the one method that folds this contract is called as the engine would.
            typeof(FlightFacts).GetMethod("When", BindingFlags.Instance | BindingFlags.NonPublic, [fact.GetType()])!.Invoke(facts, [fact]);
        }

        return facts;
    }

    public static IDomainEvent[] Opened() =>
    [
        new SeatInventoryOpened(Flight),
        new CabinOpened(Flight, Business, 4),
        new CabinOpened(Flight, Economy, 17),
    ];

    public static SeatsHeld Held(FlightBookingId booking, int count, int free, params string[] seats) =>
        new(Flight, booking, Cabin.Economy, count, seats, Now.AddMinutes(15), free);
}
