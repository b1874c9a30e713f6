using Contrail.Engine.AspNetCore;
using Contrail.Engine.Events;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Operations;

/// <summary>What belongs to one matter, out of the events of the requests that touched it.</summary>
public sealed class TellingStories
{
    private static readonly Dictionary<string, long> Searched = [];
    private readonly List<(string Module, RecordedEvent Event)> found = [];

    [Fact]
    public void What_a_request_did_to_others_is_left_out_and_what_led_to_it_stays()
    {
        var cancelled = Add("flights", "flight-1", "flights.flight.cancelled", Request());
        var told = Accept("booking", "flights.flight-1", "flights.flight_cancelled", cancelled);
        var closing = Command(told);
        var mine = Add("booking", "flight_booking-mine", "booking.flight_booking.cancelled", Command(Add("booking", "seat_inventory-1", "engine.command.requested", closing)));
        var others = Add("booking", "flight_booking-others", "booking.flight_booking.cancelled", Command(Add("booking", "seat_inventory-1", "engine.command.requested", closing)));
        var mail = Add("notifications", "notification-1", "notifications.notification.requested", Command(Accept("notifications", "booking.flight_booking-mine", "booking.cancelled", mine)));
        Add("notifications", "notification-2", "notifications.notification.requested", Command(Accept("notifications", "booking.flight_booking-others", "booking.cancelled", others)));

        var story = About(("booking", "flight_booking-mine"), ("notifications", "booking.flight_booking-mine"));

        story.Events.Select(e => e.EventId).ShouldContain(cancelled.Id);
        story.Events.Select(e => e.EventId).ShouldContain(mail.Id);
        story.Events.Select(e => e.Stream).ShouldNotContain("flight_booking-others");
        story.Events.Select(e => e.Stream).ShouldNotContain("notification-2");
        story.EventCount.ShouldBe(story.Events.Count);
    }

    [Fact]
    public void What_was_decided_together_with_it_belongs_to_it()
    {
        var request = Request();
        Add("booking", "flight_booking-mine", "booking.flight_booking.reserved", request);
        var seats = Add("booking", "seat_inventory-1", "booking.seat_inventory.seats_held", request);
        Add("booking", "seat_inventory-1", "booking.seat_inventory.seats_held", Request());

        var story = About(("booking", "flight_booking-mine"));

        story.Events.Count.ShouldBe(2);
        story.Events.Select(e => e.EventId).ShouldContain(seats.Id);
    }

    [Fact]
    public void A_later_request_goes_on_from_what_the_module_knew_of_the_matter()
    {
        var reserved = Add("booking", "flight_booking-mine", "booking.flight_booking.reserved", Request());
        Accept("ordering", "booking.flight_booking-mine", "booking.flight_booking_reserved", reserved);
        Accept("ordering", "booking.flight_booking-others", "booking.flight_booking_reserved", Add("booking", "flight_booking-others", "booking.flight_booking.reserved", Request()));
        var drafting = Request();
        Add("ordering", "order-1", "ordering.order.drafted", drafting);

        var story = About(("booking", "flight_booking-mine"), ("ordering", "booking.flight_booking-mine"), ("ordering", "order-1"));

        var edge = story.Edges.Where(e => e.IsContinuation).ShouldHaveSingleItem();
        edge.From.ShouldBe("ordering:1", "the newest event of this booking that Ordering had heard, not of another");
        edge.To.ShouldBe($"ordering:command:{drafting.CommandId:N}");
    }

    [Fact]
    public void Two_thousand_events_are_shown_with_what_belongs_to_them_and_all_are_counted()
    {
        for (var n = 0; n < 2_100; n++)
        {
            Add("booking", "flight_booking-mine", "booking.flight_booking.seats_changed", Request());
        }

        var story = About(("booking", "flight_booking-mine")).Bounded();

        (story.Events.Count, story.Commands.Count, story.EventCount).ShouldBe((2_000, 2_000, 2_100));
        var nodes = story.Events.Select(e => e.Id).Concat(story.Commands.Select(c => c.Id)).ToHashSet();
        story.Edges.ShouldAllBe(e => nodes.Contains(e.From) && nodes.Contains(e.To));
    }

    private CausationGraph About(params (string Module, string Stream)[] streams) => CausationGraph.Of(null, found, Searched).About(streams.ToHashSet());

    private static EventMetadata Request() => new(Guid.NewGuid(), null, Guid.NewGuid(), "guest");

    /// <summary>A command that an event led to.</summary>
    private static EventMetadata Command(RecordedEvent cause) =>
        new(EventMetadata.FromJson(cause.Metadata).CorrelationId, cause.Id, Guid.NewGuid(), "process");

    private RecordedEvent Accept(string module, string stream, string type, RecordedEvent told) =>
        Add(module, stream, type, new EventMetadata(EventMetadata.FromJson(told.Metadata).CorrelationId, told.Id, Guid.NewGuid(), "module", Source: stream[..stream.IndexOf('.', StringComparison.Ordinal)]));

    private RecordedEvent Add(string module, string stream, string type, EventMetadata metadata)
    {
        var position = found.Count(f => f.Module == module) + 1;
        var recorded = new RecordedEvent(
            position, stream, 1, Guid.NewGuid(), type, 1, "{}"u8.ToArray(), metadata.ToJson(), DateTimeOffset.UnixEpoch.AddMilliseconds(found.Count), Array.Empty<byte>());
        found.Add((module, recorded));
        return recorded;
    }
}
