using Contrail.Contracts.Booking;

namespace Contrail.Notifications.Templates;

/// <summary>Seats are held.</summary>
internal sealed class HoldPlaced() : Template<FlightBookingReservedV1>(
    "hold_placed",
    "Seats are held and wait to be paid",
    new("0199", Examples.Reference, null, Examples.Contact, Examples.Flights, 2, Examples.Total, Examples.PayBefore))
{
    public override Letter Write(FlightBookingReservedV1 fact) => Letter.Of(
        $"Your seats {Words.Route(fact.Flights)} are held: pay before {Words.Time(fact.PayBefore)}",
        $"Hello {fact.Contact.Name},",
        $"We hold {(fact.Passengers == 1 ? "your place" : $"places for {fact.Passengers} people")} under the reference {fact.Reference}:",
        Words.Itinerary(fact.Flights),
        $"Please pay {Words.Amount(fact.Total)} before {Words.Time(fact.PayBefore)}. After that the seats go back on sale.",
        "All flight times are local times of the airport.");
}

/// <summary>The deadline comes near.</summary>
internal sealed class HoldExpiring() : Template<FlightBookingHoldExpiringV1>(
    "hold_expiring", "The deadline to pay comes near", new("0199", Examples.Reference, Examples.Contact, Examples.PayBefore))
{
    public override Letter Write(FlightBookingHoldExpiringV1 fact) => Letter.Of(
        $"Booking {fact.Reference}: pay before {Words.Time(fact.PayBefore)} to keep your seats",
        $"Hello {fact.Contact.Name},",
        $"Your seats of booking {fact.Reference} are not paid yet. Please pay before {Words.Time(fact.PayBefore)}. After that they go back on sale.",
        "If you do not want them any more, you need not do anything.");
}

/// <summary>Tickets and itinerary.</summary>
internal sealed class BookingConfirmed() : Template<FlightBookingConfirmedV1>(
    "booking_confirmed",
    "Seats are sold and tickets issued",
    new("0199", "0200", Examples.Reference, Examples.Contact, Examples.Flights, Examples.Tickets, Examples.Total))
{
    public override Letter Write(FlightBookingConfirmedV1 fact) => Letter.Of(
        $"Your tickets {Words.Route(fact.Flights)}, booking {fact.Reference}",
        $"Hello {fact.Contact.Name},",
        $"Your booking {fact.Reference} is confirmed. Your flights:",
        Words.Itinerary(fact.Flights),
        "Your tickets:",
        Words.Tickets(fact.Tickets),
        $"Price: {Words.Amount(fact.Total)}. All flight times are local times of the airport.",
        $"Keep the reference {fact.Reference}: with it and a passenger's surname you find the booking again. We wish you a good flight.");
}

/// <summary>Nobody paid in time.</summary>
internal sealed class BookingExpired() : Template<FlightBookingExpiredV1>(
    "booking_expired", "Nobody paid in time and the seats went back on sale", new("0199", Examples.Reference, Examples.Contact))
{
    public override Letter Write(FlightBookingExpiredV1 fact) => Letter.Of(
        $"Booking {fact.Reference} has expired",
        $"Hello {fact.Contact.Name},",
        $"Booking {fact.Reference} was not paid in time, so its seats went back on sale. Nothing was charged for it.",
        "If you still want to fly, search again: there may be seats left.");
}

/// <summary>The booking is over.</summary>
internal sealed class BookingCancelled() : Template<FlightBookingCancelledV1>(
    "booking_cancelled",
    "A booking was cancelled; why, and what is given back",
    new(
        "0199", "0200", Examples.Reference, Examples.Contact, Examples.Flights, CancellationReason.Traveller, "You asked for it", true,
        new(36250, "EUR"), new(5000, "EUR")))
{
    public override Letter Write(FlightBookingCancelledV1 fact) => Letter.Of(
        $"Booking {fact.Reference} is cancelled",
        $"Hello {fact.Contact.Name},",
        $"Your booking {fact.Reference} is cancelled. {Because(fact)}",
        Words.Itinerary(fact.Flights),
        MoneyOf(fact));

    private static string Because(FlightBookingCancelledV1 fact) => fact.Reason switch
    {
        CancellationReason.Traveller => "You asked us to cancel it.",
        CancellationReason.FlightCancelled => $"We are sorry: we do not operate your flight. {Sentence(fact.Text)}",
        CancellationReason.PaymentFailed => $"It could not be paid. {Sentence(fact.Text)}",
        _ => $"Our staff cancelled it for you. {Sentence(fact.Text)}",
    };

    private static string MoneyOf(FlightBookingCancelledV1 fact) => (fact.WasConfirmed, fact.Refund.IsZero, fact.Retained.IsZero) switch
    {
        (false, _, _) => "You were not charged for it.",
        (_, true, true) => "Nothing had been paid for it.",
        (_, true, false) => $"By the conditions of the fare nothing is given back; {Words.Amount(fact.Retained)} is kept.",
        (_, false, true) => $"We give back all you paid: {Words.Amount(fact.Refund)}. You hear from us when it is on its way.",
        _ => $"We give back {Words.Amount(fact.Refund)}; {Words.Amount(fact.Retained)} is kept by the conditions of the fare. You hear from us when the money is on its way.",
    };

    private static string Sentence(string text) => text.Trim() is { Length: > 0 } words ? words.TrimEnd('.') + "." : "";
}
