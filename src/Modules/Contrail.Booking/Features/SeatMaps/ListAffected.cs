using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Features.BookingDetails;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Engine.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Booking.Features.SeatMaps;

/// <summary>Whom it concerns that a flight does not fly.</summary>
/// <param name="FlightId">The flight.</param>
/// <param name="IsOpen">Whether it is on sale still; a cancelled flight is not.</param>
/// <param name="Open">Bookings that have seats of it now: they would end, or are about to.</param>
/// <param name="Ended">Bookings that ended because it was cancelled.</param>
/// <param name="Bookings">All of both, by reference.</param>
internal sealed record AffectedTravellers(string FlightId, bool IsOpen, AffectedTotals Open, AffectedTotals Ended, IReadOnlyList<AffectedBooking> Bookings);

/// <summary>Sums over bookings.</summary>
/// <param name="Bookings">How many.</param>
/// <param name="Passengers">On all of them.</param>
/// <param name="Refunds">What is given back of what was paid for them, by currency.</param>
internal sealed record AffectedTotals(int Bookings, int Passengers, IReadOnlyList<Money> Refunds)
{
    public static AffectedTotals Of(IReadOnlyCollection<AffectedBooking> bookings) => new(
        bookings.Count,
        bookings.Sum(b => b.Passengers),
        [.. bookings.GroupBy(b => b.Refund.Currency).Select(g => g.Aggregate(Money.Zero(g.Key), (sum, b) => sum + b.Refund))]);
}

/// <summary>A booking that has, or had, seats of the flight.</summary>
/// <param name="Refund">What is given back of it: everything that was paid.</param>
internal sealed record AffectedBooking(FlightBookingId Id, string Reference, FlightBookingStatus Status, string Contact, int Passengers, Money Total, Money Refund)
{
    public bool HasEnded() => Status is FlightBookingStatus.Cancelled or FlightBookingStatus.Expired;

    public static AffectedBooking Of(BookingRow row) => new(
        row.Id, row.Reference, row.Status, row.Contact.Name, row.Passengers.Count, row.Total, RefundOf(row));

    private static Money RefundOf(BookingRow row) => row.Status is FlightBookingStatus.Cancelled or FlightBookingStatus.Expired
        ? row.Settlement.Refund
        : Settlement.For(row.Status == FlightBookingStatus.Confirmed, row.Total, row.CancellationFee, CancellationReason.FlightCancelled).Refund;
}

internal sealed class ListAffectedEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/flights/{id}/affected", HandleAsync)
        .WithName("ListAffected").WithSummary("Whose bookings would end if the flight were cancelled; once it is: whose ended, and whose are about to").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<AffectedTravellers>> HandleAsync(string id, ModuleRequest<BookingModule> request)
    {
        var flight = await request.FindAsync<FlightSeatsRow>(FlightSeatsProjection.ReadModel, id) ?? throw RefusedException.NotFound("Flight", id);
        var holdings = await SeatHoldings.AffectedAsync(request, flight);
        var query = RowQuery.All.WhereIn("id", holdings.Select(h => (object)h.BookingId)).OrderBy("reference");
        var rows = await request.QueryAsync<BookingRow>(BookingDetailsProjection.ReadModel, query);
        var bookings = rows.Select(AffectedBooking.Of).ToList();
        return TypedResults.Ok(new AffectedTravellers(
            flight.FlightId,
            flight.IsOpen,
            AffectedTotals.Of(bookings.FindAll(b => !b.HasEnded())),
            AffectedTotals.Of(bookings.FindAll(b => b.HasEnded())),
            bookings));
    }
}
