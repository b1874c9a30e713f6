using System.Net;
using Contrail.System.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Ordering;

/// <summary>Staff note things about an order; the buyer neither sees them nor is disturbed by them.</summary>
public sealed class RemarkingOnOrders(SharedHost shared)
{
    [Fact]
    public async Task Staff_see_each_remark_once_the_newest_first_and_the_buyer_none()
    {
        var buyer = new Buyer(new ApiClient(shared.Client), $"remarks-{Guid.NewGuid():N}");
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2);
        (await buyer.BookAsync((await buyer.SearchAsync(new Journey("LHR", "JFK", date)))[0])).Expect();
        var drafted = await buyer.DraftAsync();
        var agent = await Staff.AgentAsync(shared.Client);
        var remarks = $"/api/orders/{buyer.OrderId}/remarks";
        var before = (await buyer.Guest.GetAsync($"/api/orders/{buyer.OrderId}", drafted.Position)).Expect();

        var first = (await agent.PostAsync(remarks, new { text = "She called about a wheelchair." }, "first")).Expect();
        var again = (await agent.PostAsync(remarks, new { text = "She called about a wheelchair." }, "first")).Expect();
        var last = await agent.PostAsync(remarks, new { text = "Ordered at the airport." }, "second");

        again.ToJsonString().ShouldBe(first.ToJsonString());
        var listed = (await agent.GetAsync(remarks, last.Position)).Expect()["items"]!.AsArray();
        listed.Select(r => (string?)r!["text"]).ShouldBe(["Ordered at the airport.", "She called about a wheelchair."]);
        (await agent.GetAsync($"{remarks}?limit=1")).Expect()["items"]!.AsArray().Count.ShouldBe(1);
        (await buyer.Guest.GetAsync(remarks)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await buyer.Guest.GetAsync($"/api/orders/{buyer.OrderId}", last.Position)).Expect().ToJsonString().ShouldBe(before.ToJsonString());
        (await agent.PostAsync($"/api/orders/{Guid.NewGuid():N}/remarks", new { text = "About nothing." }, "third")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
