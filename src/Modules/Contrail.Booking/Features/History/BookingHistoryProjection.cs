using Contrail.Booking.Domain.FlightBookings;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Engine.Events;
using Contrail.Engine.Projections;

namespace Contrail.Booking.Features.History;

/// <summary>What can happen to a booking, in words that do not change.</summary>
internal enum BookingHistoryKind
{
    /// <summary>Seats are held until a deadline.</summary>
    Reserved,

    /// <summary>Particular seats were chosen together with the booking.</summary>
    SeatsChosen,

    /// <summary>The deadline comes near.</summary>
    HoldExpiring,

    /// <summary>Nobody paid in time.</summary>
    Expired,

    /// <summary>A late payment found seats again.</summary>
    Reacquired,

    /// <summary>Paid; tickets are issued.</summary>
    Confirmed,

    /// <summary>Passengers sit elsewhere.</summary>
    SeatsChanged,

    /// <summary>A flight of the booking has other times.</summary>
    FlightChanged,

    /// <summary>A flight of the booking does not take place.</summary>
    FlightCancelled,

    /// <summary>A flight of the booking has left.</summary>
    FlightDeparted,

    /// <summary>The booking is over.</summary>
    Cancelled,
}

/// <summary>One thing that happened.</summary>
/// <param name="At">When it was recorded.</param>
/// <param name="Kind">What, for programs and translations.</param>
/// <param name="Text">What, in words for travellers.</param>
/// <param name="FlightId">The flight that it is about.</param>
/// <param name="Time">An instant that it names: until when seats are held, when a flight now departs.</param>
/// <param name="Reason">Why a booking was cancelled.</param>
/// <param name="Refund">What is given back.</param>
/// <param name="Retained">What is kept.</param>
internal sealed record BookingHistoryItem(
    DateTimeOffset At,
    BookingHistoryKind Kind,
    string Text,
    string? FlightId = null,
    DateTimeOffset? Time = null,
    CancellationReason? Reason = null,
    Money? Refund = null,
    Money? Retained = null);

/// <summary>Everything that happened to one booking, oldest first.</summary>
internal sealed record BookingHistoryRow(FlightBookingId BookingId, IReadOnlyList<BookingHistoryItem> Items)
{
    public BookingHistoryRow And(params IEnumerable<BookingHistoryItem> more) => this with { Items = [.. Items, .. more] };
}

/// <summary>What happened to every booking, told from its own events; what happened to its flights is <see cref="FlightNewsProjection"/>.</summary>
internal sealed class BookingHistoryProjection : Projection<BookingHistoryRow>
{
    public const string ReadModel = "booking_history";

    public BookingHistoryProjection()
        : base(ReadModel, version: 1)
    {
        On<FlightBookingReserved>(e => e.BookingId, (_, e, at) => new BookingHistoryRow(e.BookingId, []).And(Reserved(e, at.RecordedAt)));
        Tell<FlightBookingHoldExpiring>(e => e.BookingId, e => new(default, BookingHistoryKind.HoldExpiring, "The time to pay is nearly over.", Time: e.PayBefore));
        Tell<FlightBookingExpired>(e => e.BookingId, _ => new(default, BookingHistoryKind.Expired, "Nobody paid in time. The seats were given back and nothing was charged."));
        Tell<FlightBookingReacquired>(
            e => e.BookingId, _ => new(default, BookingHistoryKind.Reacquired, "The payment came after the deadline, but there were still seats: the booking goes on."));
        Tell<FlightBookingConfirmed>(e => e.BookingId, e => new(default, BookingHistoryKind.Confirmed, Plain.Confirmed(e)));
        Tell<FlightBookingSeatsChanged>(e => e.BookingId, e => new(default, BookingHistoryKind.SeatsChanged, $"The seats are now {Plain.Seats(e.Seats)}."));
        Tell<FlightBookingCancelled>(e => e.BookingId, e => new(
            default, BookingHistoryKind.Cancelled, Plain.Cancelled(e), Reason: e.Reason, Refund: e.WasConfirmed ? e.Refund : null, Retained: e.WasConfirmed ? e.Retained : null));
    }

    private static IEnumerable<BookingHistoryItem> Reserved(FlightBookingReserved e, DateTimeOffset at)
    {
        yield return new(at, BookingHistoryKind.Reserved, Plain.Reserved(e), Time: e.PayBefore);
        if (e.Seats.Count > 0)
        {
            yield return new(at, BookingHistoryKind.SeatsChosen, $"Chosen seats: {Plain.Seats(e.Seats)}.");
        }
    }

    /// <summary>One more thing that happened to a booking; when, the log says.</summary>
    private void Tell<TEvent>(Func<TEvent, object> key, Func<TEvent, BookingHistoryItem> what)
        where TEvent : notnull =>
        On<TEvent>(key, (row, e, at) => row!.And(what(e) with { At = at.RecordedAt }));
}
