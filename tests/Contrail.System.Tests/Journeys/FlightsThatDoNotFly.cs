using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>What staff see of flights that are late or cancelled, and of those whom it concerns.</summary>
[Collection(SharingAHost.Name)]
public sealed class FlightsThatDoNotFly(JourneyHost host)
{
    [Fact]
    public async Task Whom_a_cancellation_concerns_is_known_before_and_followed_to_the_last_refund()
    {
        var flight = await host.FlightAsync(seats: 12);
        var one = await flight.OfferAsync(host.NewBuyer());
        var two = await flight.OfferAsync(host.NewBuyer(), adults: 2);
        var (alone, couple, changedMind, held) = (host.NewBuyer(), host.NewBuyer(), host.NewBuyer(), host.NewBuyer());
        await alone.PurchaseAsync(one);
        await couple.PurchaseAsync(two, adults: 2);
        await changedMind.PurchaseAsync(one);
        (await changedMind.CancelAsync()).Expect();
        (await held.BookAsync(one)).Expect();
        var due = Answer.MinorOf(one["total"]!) + Answer.MinorOf(two["total"]!);

        (await AffectedAsync(flight, a => CountsOf(a, "open").Bookings == 3)).ShouldSatisfyAllConditions(
            before => CountsOf(before, "open").ShouldBe((3, 4, due)),
            before => CountsOf(before, "ended").ShouldBe((0, 0, 0)),
            before => ((bool)before["isOpen"]!).ShouldBeTrue());
        (await host.Admin.PostAsync($"/api/flights/{flight.Id}/cancellation", new { reason = "The runway is closed." })).Expect();

        (await AffectedAsync(flight, a => CountsOf(a, "ended").Bookings == 3)).ShouldSatisfyAllConditions(
            after => CountsOf(after, "open").ShouldBe((0, 0, 0)),
            after => CountsOf(after, "ended").ShouldBe((3, 4, due)),
            after => after["bookings"]!.AsArray().Select(b => (string)b!["reference"]!).Order().ShouldBe(new[] { alone, couple, held }.Select(b => b.Reference!).Order()),
            after => ((bool)after["isOpen"]!).ShouldBeFalse());
        var bookings = string.Join('&', new[] { alone, couple, held }.Select(b => $"bookingId={b.BookingId}"));
        var refunds = (await Progress.UntilAsync(() => host.Admin.GetAsync($"/api/refunds?{bookings}"), AreGiven)).Expect()["items"]!.AsArray();
        refunds.Select(r => (string)r!["bookingId"]!).Order().ShouldBe(new[] { alone.BookingId!, couple.BookingId! }.Order());
        refunds.Sum(r => Answer.MinorOf(r!["amount"]!)).ShouldBe(due);
    }

    [Fact]
    public async Task What_is_late_or_cancelled_in_the_next_hours_is_listed_and_nothing_else()
    {
        var tomorrow = new Journey("EDI", "CDG", JourneyHost.Today.AddDays(1));
        var late = await host.FlightAsync(901, tomorrow, seats: 6);
        var gone = await host.FlightAsync(902, tomorrow, seats: 6);
        var fine = await host.FlightAsync(903, tomorrow, seats: 6);
        var later = await host.FlightAsync(904, tomorrow with { Date = JourneyHost.Today.AddDays(6) }, seats: 6);
        (await host.Admin.PostAsync($"/api/flights/{late.Id}/delay", new { minutes = 45, reason = "Fog." })).Expect();
        (await host.Admin.PostAsync($"/api/flights/{gone.Id}/cancellation", new { reason = "Fog." })).Expect();
        (await host.Admin.PostAsync($"/api/flights/{later.Id}/delay", new { minutes = 45, reason = "Fog." })).Expect();

        var answer = await Progress.UntilAsync(() => host.Admin.GetAsync("/api/flights/disruptions"), a => IdsOf(a).Contains(late.Id) && IdsOf(a).Contains(gone.Id));

        IdsOf(answer).ShouldNotContain(fine.Id);
        IdsOf(answer).ShouldNotContain(later.Id);
    }

    [Fact]
    public async Task Aircraft_types_are_listed_with_their_seats()
    {
        await host.FlightAsync(seats: 18);

        var answer = await Progress.UntilAsync(() => host.Admin.GetAsync("/api/aircraft-types?limit=200"), a => TypeOf(a, "X18") is not null);

        TypeOf(answer, "X18").ShouldNotBeNull().ShouldSatisfyAllConditions(
            type => ((int)type["seats"]!).ShouldBe(18),
            type => ((string)type["cabins"]![0]!["letters"]!).ShouldBe("ABC DEF"),
            type => type["cabins"]![0]!["rows"]!.AsArray().Count.ShouldBe(3));
        TypeOf(answer, "359").ShouldNotBeNull();
    }

    private static bool AreGiven(Answer refunds) => refunds.Expect()["items"]!.AsArray() is { Count: 2 } items && items.All(r => (string)r!["status"]! == "refunded");

    private static IReadOnlyList<string> IdsOf(Answer disruptions) => [.. disruptions.Expect()["flights"]!.AsArray().Select(f => (string)f!["id"]!)];

    private static JsonNode? TypeOf(Answer types, string code) => types.Expect()["items"]!.AsArray().FirstOrDefault(t => (string)t!["code"]! == code);

    private static (int Bookings, int Passengers, long Refund) CountsOf(JsonNode affected, string which) =>
        ((int)affected[which]!["bookings"]!, (int)affected[which]!["passengers"]!, affected[which]!["refunds"]!.AsArray().Sum(m => Answer.MinorOf(m!)));

    private async Task<JsonNode> AffectedAsync(SmallFlight flight, Func<JsonNode, bool> until) =>
        (await Progress.UntilAsync(() => host.Admin.GetAsync($"/api/flights/{flight.Id}/affected"), a => until(a.Expect()))).Expect();
}
