using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features.Airports;

internal sealed class GetAirportEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/airports/{code}", HandleAsync)
        .WithName("GetAirport").WithSummary("One airport").WithTags("Airports")
        .AllowAccess(AccessRule.Anyone);

    private static async Task<Ok<AirportAnswer>> HandleAsync(string code, ModuleRequest<FlightsModule> request) =>
        await request.FindAsync<AirportRow>(AirportsProjection.ReadModel, code.ToUpperInvariant()) is { } row
            ? TypedResults.Ok(AirportAnswer.Of(row))
            : throw RefusedException.NotFound("Airport", code);
}
