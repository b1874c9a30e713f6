using System.Diagnostics;
using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Features.SeatMaps;
using Contrail.Contracts.Flights;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Engine.Projections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Contrail.Booking.Features;

/// <summary>Another flight on the same route that has room.</summary>
internal sealed record AlternativeFlight(string FlightId, string Designator, DateTimeOffset DepartsAt, int Free);

/// <summary>What somebody can book who came too late.</summary>
internal static class Alternatives
{
    private const int Most = 3;
    private static readonly TimeSpan Window = TimeSpan.FromDays(3);

    /// <summary>The refusal as a problem, with the nearest flights that have enough free seats.</summary>
    public static async Task<ProblemHttpResult> ProblemAsync(RefusedException refusal, Offer offer, ModuleRequest<BookingModule> request, DateTimeOffset now) =>
        TypedResults.Problem(
            refusal.Message,
            statusCode: StatusCodes.Status409Conflict,
            title: "A rule forbids it",
            type: $"/problems/{refusal.Key}",
            extensions: new Dictionary<string, object?>
            {
                ["code"] = refusal.Key,
                ["retryable"] = false,
                ["traceId"] = Activity.Current?.TraceId.ToHexString(),
                ["alternatives"] = await NearestAsync(offer, request, now),
            });

    private static async Task<IReadOnlyList<AlternativeFlight>> NearestAsync(Offer offer, ModuleRequest<BookingModule> request, DateTimeOffset now)
    {
        if (await request.FindAsync<FlightSeatsRow>(FlightSeatsProjection.ReadModel, offer.FlightIds[0]) is not { } first
            || await request.FindAsync<FlightSeatsRow>(FlightSeatsProjection.ReadModel, offer.FlightIds[^1]) is not { } last)
        {
            return [];
        }

        var from = first.DepartsAt - Window > now ? first.DepartsAt - Window : now;
        var query = RowQuery.All
            .Where("board_point", first.BoardPoint).Where("off_point", last.OffPoint).Where("status", FlightStatus.Scheduled)
            .Where("departs_at", RowComparison.AtLeast, from).Where("departs_at", RowComparison.AtMost, first.DepartsAt + Window);
        var flights = await request.QueryAsync<FlightSeatsRow>(FlightSeatsProjection.ReadModel, query);
        return [.. flights
            // The read model may not know yet that the flight is sold out.
            .Where(f => !offer.FlightIds.Contains(f.FlightId) && f.FreeIn(offer.Cabin) >= offer.SeatsNeeded)
            .OrderBy(f => (f.DepartsAt - first.DepartsAt).Duration())
            .Take(Most)
            .Select(f => new AlternativeFlight(f.FlightId, f.Designator, f.DepartsAt, f.FreeIn(offer.Cabin)))];
    }
}
