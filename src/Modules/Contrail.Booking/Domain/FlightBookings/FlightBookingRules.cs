using Contrail.Booking.Domain.Flights;
using Contrail.Contracts.Booking;
using Contrail.Engine.Domain;

namespace Contrail.Booking.Domain.FlightBookings;

internal sealed class OfferMustNotHaveExpiredRule(DateTimeOffset guaranteedUntil, DateTimeOffset now) : Rule("FlightBooking_Offer_Must_Not_Have_Expired")
{
    public override RefusalKind Kind => RefusalKind.Gone;

    public override string Explanation => "The price of this offer is no longer guaranteed. Search again for a new one.";

    public override bool IsFollowed() => now < guaranteedUntil;
}

internal sealed class FlightsMustNotBeCancelledRule(IReadOnlyList<FlightFacts> flights) : Rule(ConfirmFlightBooking.IsFlightCancelled)
{
    public override string Explanation => "A flight of this itinerary does not take place. Choose another one.";

    public override bool IsFollowed() => !flights.Any(f => f.IsCancelled);
}

internal sealed class FlightsMustNotHaveDepartedRule(IReadOnlyList<FlightFacts> flights, DateTimeOffset now) : Rule("FlightBooking_Flights_Must_Not_Have_Departed")
{
    public override string Explanation => "A flight of this itinerary has departed: nothing can be changed any more.";

    public override bool IsFollowed() => !flights.Any(f => f.HasDeparted(now));
}

internal sealed class SalesMustBeOpenRule(DateTimeOffset payBefore, DateTimeOffset now) : Rule("FlightBooking_Sales_Must_Be_Open")
{
    public override string Explanation => "The first flight departs too soon to be paid for in time. Choose a later one.";

    public override bool IsFollowed() => now < payBefore;
}

internal sealed class BookingMustBeReservedRule(FlightBookingStatus status) : Rule("FlightBooking_Must_Be_Reserved")
{
    public override string Explanation => $"Only a reserved booking can be confirmed; this one is {status.ToString().ToLowerInvariant()}.";

    public override bool IsFollowed() => status == FlightBookingStatus.Reserved;
}

internal sealed class BookingMustNotBeCancelledRule(FlightBookingStatus status) : Rule(ConfirmFlightBooking.IsCancelled)
{
    public override string Explanation => "This booking was cancelled: it cannot be paid for any more.";

    public override bool IsFollowed() => status != FlightBookingStatus.Cancelled;
}

internal sealed class BookingMustBeLiveRule(FlightBookingStatus status) : Rule("FlightBooking_Must_Be_Live")
{
    public override string Explanation => $"This booking is {status.ToString().ToLowerInvariant()}: its seats cannot be changed.";

    public override bool IsFollowed() => status is FlightBookingStatus.Reserved or FlightBookingStatus.Confirmed;
}

internal sealed class BookingMustNotBePaidByAnotherOrderRule(string? paidBy, string orderId) : Rule("FlightBooking_Must_Not_Be_Paid_By_Another_Order")
{
    public override string Explanation => "This booking is paid for already.";

    public override bool IsFollowed() => paidBy is null || paidBy == orderId;
}

internal sealed class SeatsMustStillBeFreeRule(bool areFree) : Rule("FlightBooking_Seats_Are_Gone")
{
    public override string Explanation => "The time to pay had passed, and the seats have been taken by somebody else.";

    public override bool IsFollowed() => areFree;
}
