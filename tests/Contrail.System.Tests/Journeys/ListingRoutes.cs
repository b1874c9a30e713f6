using System.Net;
using System.Text.Json.Nodes;
using Contrail.System.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>What is flown, as the map of the website reads it.</summary>
public sealed class ListingRoutes(SharedHost host)
{
    [Fact]
    public async Task Page_by_page_every_flight_number_is_there_once_with_the_airports_that_it_connects()
    {
        var stranger = new ApiClient(host.Client);
        List<JsonNode> routes = [];
        string? cursor = null;
        do
        {
            var page = await stranger.GetAsync("/api/routes?limit=5" + (cursor is null ? "" : "&cursor=" + cursor));
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Body!["items"]!.AsArray().Count.ShouldBeInRange(1, 5);
            routes.AddRange(page.Body["items"]!.AsArray()!);
            cursor = (string?)page.Body["next"];
        }
        while (cursor is not null);

        routes.Select(r => $"{r["designator"]}-{r["from"]!["code"]}").ShouldBeUnique();
        var route = routes.Single(r => (string)r["designator"]! == "CT101");
        ((string)route["from"]!["city"]!).ShouldBe("London");
        ((string)route["to"]!["code"]!).ShouldBe("JFK");
        ((double)route["to"]!["longitude"]!).ShouldBe(-73.7789);
        ((int)route["distanceKm"]!).ShouldBe(5540);
        ((int)route["flights"]!).ShouldBePositive();
    }
}
