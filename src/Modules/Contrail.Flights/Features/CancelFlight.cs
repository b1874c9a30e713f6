using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Flights.Domain.Flights;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features;

/// <summary>The flight does not take place. Booking hears of it and cancels what is booked on it.</summary>
internal sealed record CancelFlight(FlightId FlightId, string Reason, long? IfVersion) : ICommand<FlightChange>;

internal sealed class CancelFlightHandler : ICommandHandler<CancelFlight, FlightChange>
{
    public FlightChange Handle(CancelFlight command, IDecision decision)
    {
        var flight = decision.Load<Flight>(command.FlightId);
        flight.ExpectVersion(command.IfVersion);
        flight.Cancel(command.Reason);
        Departures.Forget(flight, decision);
        return FlightChange.Of(flight);
    }
}

/// <summary>Why a flight is cancelled.</summary>
/// <param name="Reason">In words for travellers.</param>
internal sealed record CancelFlightBody(string Reason);

internal sealed class CancelFlightValidator : AbstractValidator<CancelFlightBody>
{
    public CancelFlightValidator() => RuleFor(b => b.Reason).IsAReason();
}

internal sealed class CancelFlightEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/flights/{id}/cancellation", HandleAsync)
        .WithName("CancelFlight").WithSummary("Cancels a flight: bookings on it are cancelled and refunded, travellers are told").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Ok<FlightChange>> HandleAsync(string id, CancelFlightBody body, ModuleRequest<FlightsModule> request, HttpContext http) =>
        FlightChange.Answer(http, await request.ExecuteAsync(new CancelFlight(FlightChange.IdOf(id), body.Reason, http.Request.IfMatch())));
}
