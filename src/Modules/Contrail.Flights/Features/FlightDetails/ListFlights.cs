using System.Buffers.Text;
using System.Text;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Flights.Domain.Flights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features.FlightDetails;

internal sealed class ListFlightsEndpoint : IEndpoint
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/flights", HandleAsync)
        .WithName("ListFlights").WithSummary("Flights by flight number and date, for staff; narrowed by designator, local date, origin, destination and status")
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Ok<Page<FlightAnswer>>> HandleAsync(
        ModuleRequest<FlightsModule> request,
        string? designator = null,
        string? date = null,
        string? from = null,
        string? to = null,
        string? status = null,
        int? limit = null,
        string? cursor = null)
    {
        var size = Math.Clamp(limit ?? DefaultLimit, 1, LargestLimit);
        var query = RowQuery.All;
        query = designator is null ? query : query.Where("designator", designator.ToUpperInvariant());
        query = date is null ? query : query.Where("local_date", FlightsProjection.TextOf(Asked.Date(date)));
        query = from is null ? query : query.Where("origin", from.ToUpperInvariant());
        query = to is null ? query : query.Where("destination", to.ToUpperInvariant());
        query = status is null ? query : query.Where("status", Asked.OneOf<FlightStatus>("status", status));
        query = cursor is null ? query : query.Where("flight_id", RowComparison.More, KeyOf(cursor));
        var rows = await request.QueryAsync<FlightRow>(FlightsProjection.ReadModel, query.OrderBy("flight_id").Take(size + 1));
        return TypedResults.Ok(new Page<FlightAnswer>(
            [.. rows.Take(size).Select(FlightAnswer.Of)], rows.Count > size ? CursorOf(rows[size - 1].FlightId) : null));
    }

    private static string CursorOf(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static string KeyOf(string cursor) =>
        Base64Url.IsValid(cursor) && FlightId.TryParse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)), out var id)
            ? id.ToString()
            : throw Asked.Wrongly("Cursor_Is_Unknown", "The cursor is not one that a list answered: begin without.");
}
