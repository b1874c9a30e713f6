using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Tickets;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Booking.Features;

/// <summary>Cancels for the one who asks.</summary>
internal sealed record CancelBooking(FlightBookingId BookingId, Requester By, long? IfVersion) : ICommand<CancelledBooking>;

/// <summary>What came of cancelling.</summary>
internal sealed record CancelledBooking(FlightBookingId Id, string Reference, FlightBookingStatus Status, Money Refund, Money Retained);

internal sealed class CancelBookingHandler : ICommandHandler<CancelBooking, CancelledBooking>
{
    public CancelledBooking Handle(CancelBooking command, IDecision decision)
    {
        var booking = decision.LoadFor(command.By, command.BookingId);
        booking.ExpectVersion(command.IfVersion);
        var reason = command.By.CancelsAs(booking.UserId);
        decision.Cancel(booking, reason, reason == CancellationReason.Traveller ? "The traveller cancelled." : "Staff cancelled for the traveller.");
        return new CancelledBooking(booking.Id, booking.Reference, booking.Status, booking.Settlement.Refund, booking.Settlement.Retained);
    }
}

/// <summary>Cancels for another module, or because a flight does not take place.</summary>
internal sealed class CancelFlightBookingHandler : ICommandHandler<CancelFlightBooking>
{
    public void Handle(CancelFlightBooking command, IDecision decision) =>
        decision.Cancel(decision.Load<FlightBooking>(FlightBookingId.Of(command.BookingId)), command.Reason, command.Text);
}

/// <summary>What cancelling does to seats and tickets.</summary>
internal static class Cancelling
{
    /// <summary>Ends a booking, frees its seats on all flights and takes its tickets back, in one unit. One that has ended is left alone.</summary>
    public static void Cancel(this IDecision decision, FlightBooking booking, CancellationReason reason, string text)
    {
        if (booking.Status is FlightBookingStatus.Cancelled or FlightBookingStatus.Expired)
        {
            return;
        }

        booking.Cancel(reason, text, decision.FlightsOf(booking.FlightIds), decision.Now);
        decision.ReleaseSeats(booking);
        foreach (var ticket in booking.Tickets)
        {
            decision.Load<Ticket>(TicketNumber.Parse(ticket.Number)).TakeBack(decision.Now);
        }
    }
}

internal sealed class CancelBookingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/bookings/{id}/cancellation", HandleAsync)
        .WithName("CancelBooking").WithSummary("Cancels a booking, frees its seats and tells what is given back")
        .WithTags("Bookings")
        .AllowAccess(AccessRule.Identified);

    private static async Task<Ok<CancelledBooking>> HandleAsync(string id, ModuleRequest<BookingModule> request)
    {
        var booking = FlightBookingId.Of(id);
        var cancelled = await request.ExecuteAsync(new CancelBooking(booking, Requester.Of(request.Caller, booking), request.IfMatch()));
        return TypedResults.Ok(cancelled);
    }
}
