using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Crash;

/// <summary>A purchase without any trouble leaves books that agree. The crash tests beside it rest on this check.</summary>
public sealed class PlainPurchase
{
    [Fact]
    public async Task After_a_plain_purchase_the_books_agree()
    {
        using var data = new DataDirectory();
        await using var host = await HostProcess.StartAsync(data.Path, "--small-demo");
        var buyer = new Buyer(new ApiClient(host.Client), "plain");
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2);
        var offers = await buyer.SearchAsync(new Journey("LHR", "JFK", date));

        var order = await buyer.PurchaseAsync(offers[0]);

        ((string)order["status"]!).ShouldBe("confirmed");
        var audit = new Audit(await Staff.AdminAsync(host.Client), data.File("payment-simulator.db"));
        (await audit.RunAsync()).ShouldBeEmpty();
        audit.Orders["confirmed"].ShouldBe(1);
    }
}
