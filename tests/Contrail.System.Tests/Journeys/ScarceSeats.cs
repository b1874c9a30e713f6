using System.Diagnostics;
using System.Net;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>More buyers than seats, all at once.</summary>
[Collection(SharingAHost.Name)]
public sealed class ScarceSeats(JourneyHost host, ITestOutputHelper output)
{
    [Fact]
    public async Task Of_500_buyers_one_gets_the_last_seat_and_the_others_are_told_what_else_flies()
    {
        var flight = await host.FlightAsync(seats: 1);
        var other = await host.FlightAsync(901, flight.Journey, seats: 9, departs: "17:00", arrives: "20:00");
        var offer = await flight.OfferAsync(host.NewBuyer());
        var buyers = Enumerable.Range(0, 500).Select(_ => host.NewBuyer()).ToList();

        var answers = await Task.WhenAll(buyers.Select(buyer => buyer.BookAsync(offer)));

        answers.Count(a => a.Status == HttpStatusCode.Created).ShouldBe(1);
        var refused = answers.Where(a => !a.IsSuccess).ToList();
        refused.ShouldAllBe(a => a.Status == HttpStatusCode.Conflict && a.Code == "SeatInventory_Not_Enough_Free_Seats");
        var alternatives = refused.Select(a => a.Body!["alternatives"]!.AsArray().Select(f => (string)f!["flightId"]!).ToList()).ToList();
        alternatives.ShouldAllBe(found => found[0] == other.Id && !found.Contains(flight.Id), "the nearest first; other tests may have flights on other days");
        (await flight.CountAsync(host.Admin)).ShouldBe((1, 0, 0));
        var winner = buyers[Array.FindIndex(answers, a => a.IsSuccess)];
        (await winner.OrderAsync()).Expect();
        (await winner.PayAsync()).Expect();
        ((string)(await winner.SettleAsync())["status"]!).ShouldBe("confirmed");
        await host.AuditAsync();
        (await flight.CountAsync(host.Admin)).ShouldBe((0, 1, 0));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Of_180_seats_5000_buyers_buy_exactly_180()
    {
        var flight = await host.FlightAsync(seats: 180);
        var offer = await flight.OfferAsync(host.NewBuyer());
        var confirmed = 0;
        var soldOut = 0;
        var started = Stopwatch.GetTimestamp();

        await Parallel.ForEachAsync(Enumerable.Range(0, 5000), new ParallelOptions { MaxDegreeOfParallelism = 48 }, async (_, cancellation) =>
        {
            var buyer = host.NewBuyer();
            if ((await buyer.BookAsync(offer, cancellation: cancellation)).IsSuccess)
            {
                (await buyer.OrderAsync(cancellation)).Expect();
                (await buyer.PayAsync(cancellation: cancellation)).Expect();
                Interlocked.Add(ref confirmed, (string)(await buyer.SettleAsync(cancellation: cancellation))["status"]! == "confirmed" ? 1 : 0);
            }
            else
            {
                Interlocked.Increment(ref soldOut);
            }
        });

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine($"5,000 buyers and 180 purchases in {seconds:0.0} s: {5000 / seconds:0} buyers/s");
        (confirmed, soldOut).ShouldBe((180, 4820));
        await host.AuditAsync();
        (await flight.CountAsync(host.Admin)).ShouldBe((0, 180, 0));
    }

    [Fact]
    public async Task Of_two_flights_of_a_booking_both_are_held_or_none()
    {
        var date = JourneyHost.Today.AddDays(40);
        var first = await host.FlightAsync(911, new Journey("EDI", "LHR", date), seats: 9, departs: "09:00", arrives: "10:30");
        var second = await host.FlightAsync(912, new Journey("LHR", "CDG", date), seats: 4, departs: "12:30", arrives: "14:50");
        var offer = (await host.NewBuyer().SearchAsync(new Journey("EDI", "CDG", date) { IsDirect = false }))
            .First(o => o["flights"]!.AsArray().Select(f => (string)f!["id"]!).SequenceEqual([first.Id, second.Id]));
        var buyers = Enumerable.Range(0, 30).Select(_ => host.NewBuyer()).ToList();

        var answers = await Task.WhenAll(buyers.Select(buyer => buyer.BookAsync(offer)));

        answers.Count(a => a.IsSuccess).ShouldBe(4);
        answers.Where(a => !a.IsSuccess).ShouldAllBe(a => a.Status == HttpStatusCode.Conflict);
        await Quiet.WaitAsync(host.Admin);
        (await first.CountAsync(host.Admin)).ShouldBe((4, 0, 5));
        (await second.CountAsync(host.Admin)).ShouldBe((4, 0, 0));
        foreach (var buyer in buyers.Where(b => b.BookingId is not null))
        {
            (await buyer.Guest.PostAsync($"/api/bookings/{buyer.BookingId}/cancellation")).Expect();
        }

        await host.AuditAsync();
        (await first.CountAsync(host.Admin)).ShouldBe((0, 0, 9));
        (await second.CountAsync(host.Admin)).ShouldBe((0, 0, 4));
    }
}
