using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>Published schedules through the executable: what it says of them, and flights of them that are bought.</summary>
public sealed class ImportedSchedules
{
    private const string BeforeTheSeason = "2005-05-20T00:00:00Z";

    private static readonly string[] SeasonClock = ["--clock", BeforeTheSeason];

    [Fact]
    public async Task The_known_season_is_read_as_it_is()
    {
        using var data = new DataDirectory();

        var report = await ImportAsync(data, "ssim", "ssim/gna_iata_sample.ssim", "--dry-run");

        var schedule = report["schedule"]!;
        ((int)schedule["legs"]!, (int)schedule["flightNumbers"]!, (int)schedule["stations"]!, (int)schedule["datedLegs"]!).ShouldBe((514, 87, 15, 3070));
        Problems(report).ShouldContain(p => p.StartsWith("525:194 continuation or end", StringComparison.Ordinal));
        Problems(report).ShouldContain(p => p.StartsWith("537:188 serial number check reference", StringComparison.Ordinal));
        Directory.EnumerateFiles(data.Path, "*.db").ShouldAllBe(file => new FileInfo(file).Length < 200_000);
    }

    [Fact]
    public async Task The_fortnightly_example_is_read_as_it_is()
    {
        using var data = new DataDirectory();

        var report = await ImportAsync(data, "ssim", "ssim/ssimparser_readme_example.ssim", "--dry-run");

        ((int)report["schedule"]!["datedLegs"]!, (int)report["schedule"]!["duplicates"]!).ShouldBe((24, 4));
        Problems(report).ShouldContain(p => p.Contains("trailer is 'missing'", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Imported_flights_are_bought_and_importing_again_changes_nothing()
    {
        using var data = new DataDirectory();
        await ImportAsync(data, "airports", "airports/lxndrblz_airports.csv", SeasonClock);
        var first = await ImportAsync(data, "ssim", "ssim/gna_iata_sample.ssim", SeasonClock);
        var again = await ImportAsync(data, "ssim", "ssim/gna_iata_sample.ssim", SeasonClock);
        ((int)first["counts"]!["created"]! + (int)first["skipped"]!["noPassengers"]!).ShouldBe(3070);
        ((int)again["counts"]!["created"]!, (int)again["counts"]!["changed"]!).ShouldBe((0, 0));

        await using (var host = await HostProcess.StartAsync(data.Path, ["--small-demo", .. SeasonClock]))
        {
            await BuyAsync(host, "abroad", new Journey("RUN", "MRU", new DateOnly(2005, 6, 3)), "+04:00");
            await BuyAsync(host, "far", new Journey("ZSE", "CDG", new DateOnly(2005, 6, 6)) { IsDirect = false }, "+04:00");
            var admin = await Staff.AdminAsync(host.Client);
            await Quiet.WaitAsync(admin);
            (await new Audit(admin, data.File("payment-simulator.db")).RunAsync()).ShouldBeEmpty();
            (await host.StopAsync()).ShouldBe(0);
        }

        var verified = await HostProcess.RunAsync("verify", "--data", data.Path);
        verified.ExitCode.ShouldBe(0, verified.Output + verified.Errors);
        var rebuilt = await HostProcess.RunAsync("rebuild", "flights", "--data", data.Path);
        rebuilt.ExitCode.ShouldBe(0, rebuilt.Output + rebuilt.Errors);
        rebuilt.Output.ShouldContain("flights/flights_on_sale: rebuilt from");
        (await HostProcess.RunAsync("verify", "--module", "flights", "--data", data.Path)).ExitCode.ShouldBe(0);
    }

    /// <summary>Fares, seats and the clocks of both ends are as they should be; then it is bought.</summary>
    private static async Task BuyAsync(HostProcess host, string name, Journey journey, string offset)
    {
        var buyer = new Buyer(new ApiClient(host.Client), name);
        var offers = await buyer.SearchAsync(journey);
        offers.ShouldNotBeEmpty();
        var flight = offers[0]["flights"]![0]!;
        ((string)flight["departure"]!["at"]!).ShouldEndWith(offset);
        ((int)flight["durationMinutes"]!).ShouldBeInRange(20, 16 * 60);
        Answer.MinorOf(offers[0]["total"]!).ShouldBeGreaterThan(1000);
        var seatMap = (await new ApiClient(host.Client).GetAsync($"/api/flights/{(string)flight["id"]!}/seats")).Expect();
        var economy = seatMap["cabins"]!.AsArray().Single(c => (string)c!["cabin"]! == "economy")!;
        ((int)economy["free"]!).ShouldBe((int)economy["capacity"]!);

        var order = await buyer.PurchaseAsync(offers[0]);

        ((string)order["status"]!).ShouldBe("confirmed");
        var booking = (await buyer.Guest.GetAsync($"/api/bookings/{buyer.BookingId}")).Expect();
        booking["tickets"]!.AsArray().Count.ShouldBe(1);
        booking["seats"]!.AsArray().Count.ShouldBe(booking["flights"]!.AsArray().Count);
    }

    private static async Task<JsonNode> ImportAsync(DataDirectory data, string kind, string file, params IEnumerable<string> options)
    {
        var (code, output, errors) = await HostProcess.RunAsync(["import", kind, DataFolder.PathOf(file), "--data", data.Path, "--json", .. options]);
        code.ShouldBeLessThan(2, output + errors);
        return JsonNode.Parse(output)!["report"]!;
    }

    private static IEnumerable<string> Problems(JsonNode report) =>
        report["problems"]!.AsArray().Select(p => $"{p!["line"]}:{p["column"]} {p["field"]} is '{p["found"]}'; {p["severity"]}");
}
