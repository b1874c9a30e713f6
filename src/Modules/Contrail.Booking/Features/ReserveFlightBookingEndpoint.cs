using System.Security.Claims;
using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Booking.Features;

/// <summary>What was reserved, and the token by which a guest comes back to it.</summary>
/// <param name="Id">The booking.</param>
/// <param name="Reference">The record locator.</param>
/// <param name="Status">Reserved.</param>
/// <param name="PayBefore">Pay before this instant.</param>
/// <param name="HoldExpiresAt">The same: what people are told is what counts.</param>
/// <param name="Total">What it costs.</param>
/// <param name="Price">Its parts.</param>
/// <param name="Flights">In order of travel.</param>
/// <param name="Passengers">As they were given.</param>
/// <param name="Seats">Those that were chosen.</param>
/// <param name="AccessToken">Bearer token that covers this booking and its orders.</param>
internal sealed record BookingReserved(
    FlightBookingId Id,
    string Reference,
    FlightBookingStatus Status,
    DateTimeOffset PayBefore,
    DateTimeOffset HoldExpiresAt,
    Money Total,
    IReadOnlyList<PriceLine> Price,
    IReadOnlyList<BookedFlight> Flights,
    IReadOnlyList<Passenger> Passengers,
    IReadOnlyList<SeatChoice> Seats,
    string AccessToken);

internal sealed class ReserveFlightBookingEndpoint : IEndpoint
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(30);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/bookings", HandleAsync)
        .WithName("ReserveBooking").WithSummary("Books the flights of an offer: seats are held until the deadline to pay").WithTags("Bookings")
        .AllowAccess(AccessRule.Anyone)
        .RequireRateLimiting(RateLimits.Hold);

    private static async Task<Results<Created<BookingReserved>, ProblemHttpResult>> HandleAsync(
        ReserveBookingBody body, ModuleRequest<BookingModule> request, [FromServices] OfferSigner signer, [FromServices] AccessTokens tokens, [FromServices] TimeProvider clock)
    {
        var offer = signer.Read(body.OfferId) ?? throw new RefusedException(
            RefusalKind.Invalid, "Offer_Not_Valid", "This is not an offer of ours. Search again and send the offer's id unchanged.");
        try
        {
            // What staff book for a guest is the guest's.
            var owner = request.Caller.HasRole(Role.Agent, Role.Operations) ? null : request.Caller.UserId;
            var reserved = await request.ExecuteAsync(new ReserveFlightBooking(body.ToReservation(offer, owner)));
            return TypedResults.Created($"/api/bookings/{reserved.Id}", AnswerOf(reserved, tokens));
        }
        catch (RefusedException refusal) when (refusal.Key == EnoughSeatsMustBeFreeRule.Key)
        {
            return await Alternatives.ProblemAsync(refusal, offer, request, clock.GetUtcNow());
        }
    }

    /// <summary>The token follows from what was recorded, so that a repeated request gets an equal answer.</summary>
    private static BookingReserved AnswerOf(ReservedBooking reserved, AccessTokens tokens)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds((reserved.ReservedAt + TokenLife).ToUnixTimeSeconds());
        var token = tokens.Issue([new Claim(Caller.CoversClaim, Requester.TokenScope(reserved.Id))], expires);
        return new BookingReserved(
            reserved.Id, reserved.Reference, FlightBookingStatus.Reserved, reserved.PayBefore, reserved.PayBefore, reserved.Total, reserved.Price, reserved.Flights,
            reserved.Passengers, reserved.Seats, token);
    }
}
