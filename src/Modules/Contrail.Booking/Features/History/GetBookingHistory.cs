using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Features.BookingDetails;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Booking.Features.History;

/// <summary>What happened to a booking.</summary>
/// <param name="Items">Oldest first.</param>
internal sealed record BookingHistory(IReadOnlyList<BookingHistoryItem> Items);

internal sealed class GetBookingHistoryEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bookings/{id}/history", HandleAsync)
        .WithName("GetBookingHistory").WithSummary("What happened to a booking and its flights, in plain words").WithTags("Bookings")
        .AllowAccess(AccessRule.Identified);

    private static async Task<Ok<BookingHistory>> HandleAsync(string id, ModuleRequest<BookingModule> request)
    {
        var booking = await Bookings.RowAsync(request, id);
        var own = await request.FindAsync<BookingHistoryRow>(BookingHistoryProjection.ReadModel, booking.Id);
        var flights = RowQuery.All.WhereIn("flight_id", booking.Flights.Select(f => (object)f.FlightId));
        var news = await request.QueryAsync<FlightNewsRow>(FlightNewsProjection.ReadModel, flights);
        return TypedResults.Ok(new BookingHistory(Merge(booking, own?.Items ?? [], news)));
    }

    /// <summary>Of the flights, what came while the booking lived.</summary>
    private static List<BookingHistoryItem> Merge(BookingRow booking, IReadOnlyList<BookingHistoryItem> own, IReadOnlyList<FlightNewsRow> news)
    {
        var end = booking.Status is FlightBookingStatus.Cancelled or FlightBookingStatus.Expired && own is [.., var last] ? last.At : DateTimeOffset.MaxValue;
        var told = from flight in booking.Flights
                   from row in news.Where(n => n.FlightId == flight.FlightId)
                   from item in row.For(flight, booking.ReservedAt, end)
                   select item;
        return [.. own.Concat(told).OrderBy(i => i.At)];
    }
}
