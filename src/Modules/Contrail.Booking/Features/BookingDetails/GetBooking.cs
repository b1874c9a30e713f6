using Contrail.Engine.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Booking.Features.BookingDetails;

internal sealed class GetBookingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bookings/{id}", HandleAsync)
        .WithName("GetBooking").WithSummary("A booking with its flights, passengers, seats and tickets").WithTags("Bookings")
        .AllowAccess(AccessRule.Identified);

    private static async Task<Ok<BookingAnswer>> HandleAsync(string id, ModuleRequest<BookingModule> request, [FromServices] TimeProvider clock)
    {
        var row = await Bookings.RowAsync(request, id);
        request.SetVersion(row.Version);
        return TypedResults.Ok(await Bookings.AnswerAsync(request, row, clock.GetUtcNow()));
    }
}

internal sealed class QuoteCancellationEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bookings/{id}/cancellation-quote", HandleAsync)
        .WithName("QuoteCancellation").WithSummary("What cancelling a booking would give back now").WithTags("Bookings")
        .AllowAccess(AccessRule.Identified);

    private static async Task<Ok<CancellationQuote>> HandleAsync(string id, ModuleRequest<BookingModule> request, [FromServices] TimeProvider clock)
    {
        var row = await Bookings.RowAsync(request, id);
        request.SetVersion(row.Version);
        return TypedResults.Ok((await Bookings.AnswerAsync(request, row, clock.GetUtcNow())).Cancellation);
    }
}
