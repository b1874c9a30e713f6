using System.Net;
using Contrail.System.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Ordering;

/// <summary>Whoever has a booking finds the order that pays for it, on any device.</summary>
public sealed class FindingTheOrderOfABooking(SharedHost shared)
{
    [Fact]
    public async Task A_guest_finds_the_newest_order_of_their_booking_and_strangers_find_none()
    {
        var buyer = await BookedAsync();
        var address = $"/api/bookings/{buyer.BookingId}/order";
        var before = await buyer.Guest.GetAsync(address);
        var draft = (await buyer.DraftAsync()).Expect();
        var replaced = await buyer.Guest.PostAsync("/api/orders", new { bookingIds = new[] { buyer.BookingId } }, "another");

        var found = (await buyer.Guest.GetAsync(address, replaced.Position)).Expect();

        before.Status.ShouldBe(HttpStatusCode.NotFound);
        ((string)found["id"]!).ShouldBe((string)replaced.Expect()["id"]!);
        ((string)found["id"]!).ShouldNotBe((string)draft["id"]!);
        (await (await BookedAsync()).Guest.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await new ApiClient(shared.Client).GetAsync(address)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<Buyer> BookedAsync()
    {
        var buyer = new Buyer(new ApiClient(shared.Client), $"finding-{Guid.NewGuid():N}");
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2);
        (await buyer.BookAsync((await buyer.SearchAsync(new Journey("LHR", "JFK", date)))[0])).Expect();
        return buyer;
    }
}
