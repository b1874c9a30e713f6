using System.Globalization;
using System.Text.Json.Nodes;

namespace Contrail.BlackBox;

/// <summary>A flight with as many economy seats as a test wants.</summary>
/// <param name="Id">The flight.</param>
/// <param name="Journey">By which it is found.</param>
/// <param name="Seats">All of them.</param>
public sealed record SmallFlight(string Id, Journey Journey, int Seats)
{
    private const int SixAbreast = 6;

    /// <summary>Schedules it and waits until its seats are on sale.</summary>
    /// <param name="staff">The API as operations staff.</param>
    /// <param name="designator">Flight number.</param>
    /// <param name="journey">From where to where on which day.</param>
    /// <param name="seats">How many.</param>
    /// <param name="departs">Local time.</param>
    /// <param name="arrives">Local time of the same day.</param>
    public static async Task<SmallFlight> ScheduleAsync(ApiClient staff, string designator, Journey journey, int seats, string departs = "12:00", string arrives = "15:00")
    {
        var aircraft = string.Create(CultureInfo.InvariantCulture, $"X{seats:00}")[..3];
        var isWide = seats % SixAbreast == 0;
        var rows = Enumerable.Range(1, isWide ? seats / SixAbreast : seats).Select(row => row.ToString(CultureInfo.InvariantCulture));
        var cabin = new { cabin = "economy", letters = isWide ? "ABC DEF" : "A", rows };
        (await staff.PostAsync("/api/aircraft-types", new { code = aircraft, name = $"{seats} seats", rangeKm = 12000, cruiseKmh = 850, cabins = new[] { cabin } }).ConfigureAwait(false)).Expect();
        var date = journey.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var scheduled = await staff.PostAsync(
            "/api/flights", new { designator, date, from = journey.From, to = journey.To, departsLocal = departs, arrivesLocal = arrives, aircraft }).ConfigureAwait(false);
        scheduled.Expect();
        var flight = new SmallFlight(scheduled.Text("id")!, journey, seats);
        await Progress.UntilAsync(() => staff.GetAsync($"/api/flights/{flight.Id}/seats"), seatMap => (bool?)seatMap.Body?["isOpen"] == true).ConfigureAwait(false);
        return flight;
    }

    /// <summary>Its cheapest offer, or the one of a fare family.</summary>
    public async Task<JsonNode> OfferAsync(Buyer buyer, string? family = null, int adults = 1) =>
        (await buyer.SearchAsync(Journey with { Adults = adults, Family = family }).ConfigureAwait(false))
        .First(o => (string)o["flights"]![0]!["id"]! == Id);

    /// <summary>How many seats are held, sold and free.</summary>
    public async Task<(int Held, int Sold, int Free)> CountAsync(ApiClient staff)
    {
        var cabin = (await staff.GetAsync($"/api/flights/{Id}/inventory").ConfigureAwait(false)).Expect()["cabins"]![0]!;
        return ((int)cabin["held"]!, (int)cabin["sold"]!, (int)cabin["free"]!);
    }
}
