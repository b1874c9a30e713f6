using Contrail.Engine.Subscriptions;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Parked events and what operators do about them.
public abstract partial class SubscriptionStoreConformance
{
    [Fact]
    public async Task A_parked_event_comes_back_as_it_was_given()
    {
        var given = Parked(4) with { Error = "Zoë's ✈️ \"failed\"\r\n\tat \\ '; drop table parked --" + new string('x', 20_000), Attempts = 0 };

        await ParkAsync(given);

        (await ParkedAsync()).ShouldBe([given]);
    }

    [Fact]
    public async Task An_event_is_parked_whatever_its_error_says()
    {
        await ParkAsync(Parked(4) with { Error = "invalid: \0 \ud83d \uffff" });

        (await ParkedAsync()).Single().Error.ShouldStartWith("invalid: ");
    }

    [Fact]
    public async Task Parking_an_event_again_replaces_it()
    {
        await ParkAsync(Parked(4));
        await Subscriptions.ActOnParkedAsync(Act(OperatorActKind.Redrive, "bank-1", 4), Cancel);
        var again = Parked(4) with { Error = "It failed again.", Attempts = 6, ParkedAt = Draft.Instant.AddDays(1) };

        await ParkAsync(again);

        (await ParkedAsync()).ShouldBe([again]);
    }

    [Fact]
    public async Task Unparking_removes_the_positions_of_its_own_subscription()
    {
        await ParkAsync(Parked(1), Parked(2), Parked(3));
        await ParkInAsync("another", Parked(2, subscription: "another"));

        await CommitAsync(await LeaseAsync("node-1"), new SubscriptionCommit(10, [], [1, 2, 99], []));

        (await ParkedAsync(null)).ShouldBe([Parked(2, subscription: "another"), Parked(3)]);
    }

    [Fact]
    public async Task Parked_events_are_listed_in_order_page_by_page()
    {
        await ParkAsync(Parked(30), Parked(10, "bank-2"), Parked(20), Parked(40));

        (await Subscriptions.ReadParkedAsync(Name, 0, 2, Cancel)).Select(p => p.Position).ShouldBe([10, 20]);
        (await Subscriptions.ReadParkedAsync(Name, 20, 2, Cancel)).Select(p => p.Position).ShouldBe([30, 40]);
        (await Subscriptions.ReadParkedAsync(Name, 40, 2, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Parked_events_of_one_or_of_all_subscriptions_are_listed()
    {
        await ParkAsync(Parked(1), Parked(3));
        await ParkInAsync("another", Parked(2, subscription: "another"), Parked(4, subscription: "another"));

        (await ParkedAsync("another")).Select(p => p.Position).ShouldBe([2, 4]);
        (await ParkedAsync("unheard_of")).ShouldBeEmpty();
        (await ParkedAsync(null)).Select(p => (p.Position, p.Subscription)).ShouldBe([(1, Name), (2, "another"), (3, Name), (4, "another")]);
        (await Subscriptions.ReadParkedAsync(null, 1, 2, Cancel)).Select(p => p.Position).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task Parked_streams_are_told_once_each()
    {
        await ParkAsync(Parked(1), Parked(2), Parked(3, "bank-2"));
        await ParkInAsync("another", Parked(4, "bank-3", "another"));

        (await Subscriptions.ReadParkedStreamsAsync(Name, Cancel)).ShouldBe(["bank-1", "bank-2"], ignoreOrder: true);
        (await Subscriptions.ReadParkedStreamsAsync("unheard_of", Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redrive_marks_the_parked_events_of_its_stream_up_to_a_position()
    {
        await ParkAsync(Parked(1), Parked(2, "bank-2"), Parked(3), Parked(5));
        await ParkInAsync("another", Parked(1, subscription: "another"));

        (await Subscriptions.ActOnParkedAsync(Act(OperatorActKind.Redrive, "bank-1", 3), Cancel)).ShouldBe(2);

        (await ParkedAsync()).Select(p => (p.Position, p.RedriveRequested)).ShouldBe([(1, true), (2, false), (3, true), (5, false)]);
        (await ParkedAsync("another")).Single().RedriveRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_discard_removes_the_parked_events_of_its_stream_up_to_a_position()
    {
        await ParkAsync(Parked(1), Parked(2, "bank-2"), Parked(3), Parked(5));
        await ParkInAsync("another", Parked(1, subscription: "another"));

        (await Subscriptions.ActOnParkedAsync(Act(OperatorActKind.Discard, "bank-1", 3), Cancel)).ShouldBe(2);

        (await ParkedAsync()).ShouldBe([Parked(2, "bank-2"), Parked(5)]);
        (await ParkedAsync("another")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Acts_are_recorded_newest_first()
    {
        await ParkAsync(Parked(1), Parked(2, "bank-2"), Parked(3));
        OperatorAct[] acts =
        [
            Act(OperatorActKind.Redrive, "bank-1", 3) with { Reason = "Zoë's ✈️ fix", Actor = "Ünal" },
            Act(OperatorActKind.Discard, "bank-2", 2),
            Act(OperatorActKind.Discard, "bank-1", 1),
        ];
        foreach (var act in acts)
        {
            await Subscriptions.ActOnParkedAsync(act, Cancel);
        }

        (await Subscriptions.ReadActsAsync(10, Cancel)).ShouldBe([acts[2], acts[1], acts[0]]);
        (await Subscriptions.ReadActsAsync(2, Cancel)).ShouldBe([acts[2], acts[1]]);
    }

    [Theory]
    [InlineData(OperatorActKind.Redrive)]
    [InlineData(OperatorActKind.Discard)]
    public async Task An_act_on_nothing_concerns_nothing_and_is_not_recorded(OperatorActKind kind)
    {
        await ParkAsync(Parked(5));

        (await Subscriptions.ActOnParkedAsync(Act(kind, "bank-1", 4), Cancel)).ShouldBe(0);
        (await Subscriptions.ActOnParkedAsync(Act(kind, "bank-2", 5), Cancel)).ShouldBe(0);
        (await Subscriptions.ActOnParkedAsync(Act(kind, "bank-1", 5, "another"), Cancel)).ShouldBe(0);

        (await Subscriptions.ReadActsAsync(10, Cancel)).ShouldBeEmpty();
        (await ParkedAsync()).ShouldBe([Parked(5)]);
    }

    private Task ParkAsync(params ParkedEvent[] events) => ParkInAsync(Name, events);

    private async Task ParkInAsync(string subscription, params ParkedEvent[] events) =>
        await CommitAsync(await LeaseAsync("node-1", subscription: subscription), new SubscriptionCommit(10, events, [], []));
}
