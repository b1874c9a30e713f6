using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Projections;

namespace Contrail.Booking.Features.History;

/// <summary>One thing that Flights told of a flight after it went on sale.</summary>
internal sealed record FlightNews(DateTimeOffset At, BookingHistoryKind Kind, string Reason, DateTimeOffset? DepartsAt = null, DateTimeOffset? ArrivesAt = null);

/// <summary>What happened to one flight, oldest first.</summary>
internal sealed record FlightNewsRow(string FlightId, IReadOnlyList<FlightNews> News)
{
    /// <summary>What concerns somebody who had booked the flight: the news between two instants, told against the times they had booked.</summary>
    public IEnumerable<BookingHistoryItem> For(BookedFlight booked, DateTimeOffset from, DateTimeOffset until)
    {
        var known = booked;
        foreach (var news in News.Where(n => n.At > from && n.At <= until))
        {
            yield return ItemOf(news, known);
            known = known with { DepartsAt = news.DepartsAt ?? known.DepartsAt, ArrivesAt = news.ArrivesAt ?? known.ArrivesAt };
        }
    }

    private static BookingHistoryItem ItemOf(FlightNews news, BookedFlight known) => new(
        news.At,
        news.Kind,
        news.Kind switch
        {
            BookingHistoryKind.FlightCancelled => $"{known.Designator} from {known.From} to {known.To} was cancelled. {news.Reason}",
            BookingHistoryKind.FlightDeparted => $"{known.Designator} left {known.From}.",
            _ => Plain.FlightChanged(known, news.DepartsAt!.Value, news.ArrivesAt!.Value, news.Reason),
        },
        known.FlightId,
        news.DepartsAt);
}

/// <summary>Delays, cancellations and departures of every flight: one row for each flight that has any, however many booked it.</summary>
internal sealed class FlightNewsProjection : Projection<FlightNewsRow>
{
    public const string ReadModel = "flight_news";

    public FlightNewsProjection()
        : base(ReadModel, version: 1)
    {
        Tell<FlightChangedV1>(e => e.FlightId, e => new(default, BookingHistoryKind.FlightChanged, e.Reason, e.DepartsAt, e.ArrivesAt));
        Tell<FlightCancelledV1>(e => e.FlightId, e => new(default, BookingHistoryKind.FlightCancelled, e.Reason));
        Tell<FlightDepartedV1>(e => e.FlightId, _ => new(default, BookingHistoryKind.FlightDeparted, ""));
    }

    private void Tell<TEvent>(Func<TEvent, string> flight, Func<TEvent, FlightNews> what)
        where TEvent : notnull =>
        On<TEvent>(flight, (row, e, at) => new FlightNewsRow(flight(e), [.. row?.News ?? [], what(e) with { At = at.RecordedAt }]));
}
