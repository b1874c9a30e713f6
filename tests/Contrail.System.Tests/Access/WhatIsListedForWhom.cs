using System.Net;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Access;

/// <summary>Lists show travellers their own, whatever they ask for; bodies that name another's things are refused as if there were none.</summary>
public sealed class WhatIsListedForWhom(AccessWorld world)
{
    public static TheoryData<string> Searches => new(
        "/api/bookings?", "/api/bookings?email=traveller@example.org", "/api/bookings?status=confirmed", "/api/bookings?reference={reference}", "/api/bookings?q={reference}", "/api/bookings?flightId={flight}",
        "/api/orders?", "/api/orders?email=traveller@example.org", "/api/orders?status=confirmed", "/api/orders?bookingId={booking}");

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Another_traveller_finds_nothing_of_the_owner_and_the_owner_does(string search)
    {
        var path = search.Replace("{reference}", world.OfTraveller.Reference, StringComparison.Ordinal)
            .Replace("{flight}", world.OfTraveller.Flight, StringComparison.Ordinal).Replace("{booking}", world.OfTraveller.Booking, StringComparison.Ordinal);

        var others = (await As("another traveller").GetAsync(path)).Expect()["items"]!.AsArray().Select(item => (string)item!["id"]!);
        others.ShouldNotContain(id => id == world.OfTraveller.Booking || id == world.OfTraveller.Order);
        var owners = (await As("the owner").GetAsync(path)).Expect()["items"]!.AsArray();
        owners.Count.ShouldBe(1, "the guest bought the same, and the owner does not see it");
        ((string)owners[0]!["id"]!).ShouldBeOneOf(world.OfTraveller.Booking, world.OfTraveller.Order);
    }

    [Fact]
    public async Task One_booking_of_somebody_else_among_ones_own_refuses_the_order()
    {
        var own = await ReserveAsync(As("another traveller"), "mixed", world.OfTraveller.Date);

        var answer = await As("another traveller").PostAsync("/api/orders", new { bookingIds = new[] { own, world.OfGuest.Booking } });

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "Booking_Not_Found"));
        (await As("another traveller").GetAsync($"/api/orders?bookingId={own}")).Expect()["items"]!.AsArray().ShouldBeEmpty("no order came of it");
    }

    [Fact]
    public async Task Staff_cannot_put_bookings_of_two_people_into_one_order_which_both_would_see()
    {
        var one = await ReserveAsync(As("another traveller"), "one", world.OfTraveller.Date);
        var two = await ReserveAsync(new ApiClient(world.Host.Client), "two", world.OfTraveller.Date);

        var answer = await As("an agent").PostAsync("/api/orders", new { bookingIds = new[] { one, two } });

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Conflict, "Order_Must_Be_One_Owners"));
    }

    [Fact]
    public async Task A_look_up_needs_both_reference_and_surname_and_opens_that_booking_only()
    {
        var stranger = new ApiClient(world.Host.Client);
        var wrongName = await stranger.GetAsync($"/api/bookings?reference={world.OfTraveller.Reference}&surname=Nobody");
        var wrongReference = await stranger.GetAsync("/api/bookings?reference=ZZZZZZ&surname=Buyerb");
        var found = (await stranger.GetAsync($"/api/bookings?reference={world.OfTraveller.Reference}&surname=buyerb")).Expect();
        var guest = stranger.As((string)found["accessToken"]!);

        (wrongName.Status, wrongName.Text("detail")).ShouldBe((wrongReference.Status, wrongReference.Text("detail")), "nobody learns which references exist");
        wrongName.Status.ShouldBe(HttpStatusCode.NotFound);
        (await guest.GetAsync($"/api/bookings/{world.OfTraveller.Booking}")).IsSuccess.ShouldBeTrue();
        (await guest.GetAsync($"/api/orders/{world.OfTraveller.Order}")).IsSuccess.ShouldBeTrue();
        (await guest.GetAsync($"/api/bookings/{world.OfGuest.Booking}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await guest.GetAsync($"/api/orders/{world.OfGuest.Order}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Staff_find_a_booking_by_any_name_or_number_of_it()
    {
        var agent = As("an agent");
        var booking = (await agent.GetAsync($"/api/bookings/{world.OfTraveller.Booking}")).Expect();
        var ticket = (string)booking["tickets"]![0]!["number"]!;
        var email = (string)booking["contact"]!["email"]!;

        foreach (var text in new[] { world.OfTraveller.Reference.ToLowerInvariant(), "búyerb", email[..^4], ticket, $" {booking["tickets"]![0]!["passenger"]} " })
        {
            (await FoundAsync(agent, text)).ShouldContain(world.OfTraveller.Booking, $"searched for {text}");
        }

        (await FoundAsync(agent, ticket)).ShouldBe([world.OfTraveller.Booking]);
        (await FoundAsync(agent, "nobody at all")).ShouldBeEmpty();
        (await FoundAsync(agent, "%")).ShouldBeEmpty("it is no pattern");
    }

    private static async Task<IEnumerable<string>> FoundAsync(ApiClient staff, string text) =>
        (await staff.GetAsync($"/api/bookings?limit=200&q={Uri.EscapeDataString(text)}")).Expect()["items"]!.AsArray().Select(item => (string)item!["id"]!);

    private ApiClient As(string caller) => new(world.Host.Client, world.UserTokens[caller]);

    /// <summary>Reserves a seat and gives the booking's id.</summary>
    internal static async Task<string> ReserveAsync(ApiClient api, string name, string date)
    {
        var buyer = new Buyer(api, name);
        var offers = await buyer.SearchAsync(new Journey("LHR", "JFK", DateOnly.Parse(date, global::System.Globalization.CultureInfo.InvariantCulture)));
        (await buyer.BookAsync(offers[0])).Expect();
        return buyer.BookingId!;
    }
}
