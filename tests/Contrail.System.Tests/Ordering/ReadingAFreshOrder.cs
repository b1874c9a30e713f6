using System.Net;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Ordering;

/// <summary>Who has drafted an order finds it, however far the read model is.</summary>
public sealed class ReadingAFreshOrder
{
    [Fact]
    public async Task An_order_that_the_read_model_does_not_show_yet_is_waited_for()
    {
        using var data = new DataDirectory();
        await using var host = await HostProcess.StartAsync(data.Path, new Variables(("CONTRAIL_FAULTS", "pause-subscription:ordering:orders")), "--small-demo");
        var staff = await Staff.AdminAsync(host.Client);
        var buyer = new Buyer(new ApiClient(host.Client), "early");
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2);
        var offer = (await buyer.SearchAsync(new Journey("LHR", "JFK", day)))[0];
        (await buyer.BookAsync(offer)).Expect();
        (await buyer.DraftAsync()).Expect();

        var read = buyer.Guest.GetAsync($"/api/orders/{buyer.OrderId}");
        (await staff.SendDeleteAsync("/api/ops/faults")).Expect();

        (await read).Status.ShouldBe(HttpStatusCode.OK);
    }
}
