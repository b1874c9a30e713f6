using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features.FlightDetails;

internal sealed class GetFlightEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/flights/{id}", HandleAsync)
        .WithName("GetFlight").WithSummary("One flight: times, status and seats").WithTags("Flights")
        .AllowAccess(AccessRule.Anyone);

    private static async Task<Ok<FlightAnswer>> HandleAsync(string id, ModuleRequest<FlightsModule> request, HttpContext http)
    {
        var row = await request.FindAsync<FlightRow>(FlightsProjection.ReadModel, id) ?? throw RefusedException.NotFound("Flight", id);
        http.SetVersion(row.Version);
        return TypedResults.Ok(FlightAnswer.Of(row));
    }
}
