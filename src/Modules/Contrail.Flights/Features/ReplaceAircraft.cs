using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Flights;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features;

/// <summary>Another type of aircraft flies. What is on sale stays on sale, so the type must have every seat of it.</summary>
internal sealed record ReplaceAircraft(FlightId FlightId, AircraftTypeCode Aircraft, long? IfVersion) : ICommand<FlightChange>;

internal sealed class ReplaceAircraftHandler : ICommandHandler<ReplaceAircraft, FlightChange>
{
    public FlightChange Handle(ReplaceAircraft command, IDecision decision)
    {
        var flight = decision.Load<Flight>(command.FlightId);
        flight.ExpectVersion(command.IfVersion);
        flight.ReplaceAircraft(decision.Load<AircraftType>(command.Aircraft));
        return FlightChange.Of(flight);
    }
}

/// <summary>Which aircraft flies instead.</summary>
/// <param name="Aircraft">IATA code of the type.</param>
internal sealed record ReplaceAircraftBody(string Aircraft);

internal sealed class ReplaceAircraftValidator : AbstractValidator<ReplaceAircraftBody>
{
    public ReplaceAircraftValidator() => RuleFor(b => b.Aircraft).IsAnAircraftType();
}

internal sealed class ReplaceAircraftEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/flights/{id}/aircraft", HandleAsync)
        .WithName("ReplaceAircraft").WithSummary("Lets another type of aircraft fly; it must have every seat that is on sale").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Ok<FlightChange>> HandleAsync(string id, ReplaceAircraftBody body, ModuleRequest<FlightsModule> request, HttpContext http) =>
        FlightChange.Answer(
            http, await request.ExecuteAsync(new ReplaceAircraft(FlightChange.IdOf(id), AircraftTypeCode.Parse(body.Aircraft), http.Request.IfMatch())));
}
