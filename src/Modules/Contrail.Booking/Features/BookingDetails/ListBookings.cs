using System.Security.Claims;
using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Features.SeatMaps;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Engine.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Booking.Features.BookingDetails;

/// <summary>A booking in a list.</summary>
internal sealed record BookingSummary(
    FlightBookingId Id,
    string Reference,
    FlightBookingStatus Status,
    string Contact,
    int Passengers,
    IReadOnlyList<BookedFlight> Flights,
    Money Total,
    DateTimeOffset ReservedAt,
    DateTimeOffset PayBefore)
{
    public static BookingSummary Of(BookingRow row) => new(
        row.Id, row.Reference, row.Status, row.Contact.Name, row.Passengers.Count, row.Flights, row.Total, row.ReservedAt, row.PayBefore);
}

/// <summary>A booking that was looked up, and a token to do more with it for a while.</summary>
internal sealed record FoundBooking(BookingAnswer Booking, string AccessToken, DateTimeOffset AccessTokenExpiresAt);

/// <param name="Reference">The record locator.</param>
/// <param name="Surname">Of any passenger: with it, a stranger looks a booking up.</param>
/// <param name="Email">Staff only.</param>
/// <param name="FlightId">Staff only.</param>
/// <param name="Q">Staff only: part of a reference, a name, an e-mail address or a ticket number.</param>
/// <param name="Status">reserved, confirmed, cancelled or expired.</param>
internal sealed record BookingFilter(
    [FromQuery(Name = "reference")] string? Reference,
    [FromQuery(Name = "surname")] string? Surname,
    [FromQuery(Name = "email")] string? Email,
    [FromQuery(Name = "flightId")] string? FlightId,
    [FromQuery(Name = "q")] string? Q,
    [FromQuery(Name = "status")] string? Status);

internal sealed class ListBookingsEndpoint : IEndpoint
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bookings", HandleAsync)
        .WithName("ListBookings").WithTags("Bookings")
        .WithSummary("With reference and surname: that booking and a token for it. Else my bookings, newest first; staff search all of them")
        .RequireRateLimiting(RateLimits.LookUp)
        .AllowAccess(AccessRule.Anyone);

    private static async Task<Results<Ok<Page<BookingSummary>>, Ok<FoundBooking>, UnauthorizedHttpResult>> HandleAsync(
        ModuleRequest<BookingModule> request, [AsParameters] BookingFilter filter, Paging paging, [FromServices] AccessTokens tokens, [FromServices] TimeProvider clock)
    {
        if (filter is { Reference: { } reference, Surname: { } surname })
        {
            return TypedResults.Ok(await LookUpAsync(request, reference, surname, tokens, clock.GetUtcNow()));
        }

        return request.Caller.UserId is null ? TypedResults.Unauthorized() : TypedResults.Ok(await PageAsync(request, filter, paging));
    }

    /// <summary>A wrong reference and a wrong name are told alike: nobody learns which references exist.</summary>
    private static async Task<FoundBooking> LookUpAsync(
        ModuleRequest<BookingModule> request, string reference, string surname, AccessTokens tokens, DateTimeOffset now)
    {
        var rows = await request.QueryAsync<BookingRow>(
            BookingDetailsProjection.ReadModel, RowQuery.All.Where("reference", reference.Trim().ToUpperInvariant()).Take(1));
        var folded = PersonName.Fold(surname);
        if (rows is not [var row] || folded.Length == 0 || !row.Passengers.Any(p => PersonName.Fold(p.Surname) == folded))
        {
            throw new RefusedException(RefusalKind.NotFound, "Booking_Not_Found", "There is no booking with this reference and surname. Check both.");
        }

        var expires = DateTimeOffset.FromUnixTimeSeconds((now + TokenLife).ToUnixTimeSeconds());
        var token = tokens.Issue([new Claim(Caller.CoversClaim, Requester.TokenScope(row.Id))], expires);
        request.SetVersion(row.Version);
        return new FoundBooking(await Bookings.AnswerAsync(request, row, CancellationReason.Traveller, now), token, expires);
    }

    private static async Task<Page<BookingSummary>> PageAsync(ModuleRequest<BookingModule> request, BookingFilter filter, Paging paging)
    {
        var query = RowQuery.All;
        if (request.Caller.HasRole(Role.Agent, Role.Operations))
        {
            query = filter.Email is { } email ? query.Where("email", email.ToLowerInvariant()) : query;
            query = BookingRow.Searchable(filter.Q ?? "") is { Length: > 0 } text ? query.Where("search_text", RowComparison.Contains, text) : query;
            query = filter.FlightId is { } flight ? query.WhereIn("id", await SeatHoldings.BookingsOnAsync(request, flight)) : query;
        }
        else
        {
            query = query.Where("user_id", request.Caller.UserId);
        }

        query = filter.Reference is { } reference ? query.Where("reference", reference.ToUpperInvariant()) : query;
        query = Choice.IfGiven<FlightBookingStatus>("status", filter.Status) is { } status ? query.Where("status", status) : query;
        query = paging.AfterNumber() is { } after ? query.Where("position", RowComparison.Less, after) : query;
        var rows = await request.QueryAsync<BookingRow>(BookingDetailsProjection.ReadModel, query.OrderByDescending("position").Take(paging.Probe));
        return paging.PageOf(rows, r => r.Position).Select(BookingSummary.Of);
    }
}
