using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features.Airports;

internal sealed class FindAirportsEndpoint : IEndpoint
{
    private const int DefaultLimit = 10;
    private const int LargestLimit = 50;
    private const int LongestText = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/airports", HandleAsync)
        .WithName("FindAirports").WithSummary("Finds airports while somebody types: the code first, then those of the city, then names that begin with or contain the text").WithTags("Airports")
        .AllowAccess(AccessRule.Anyone);

    private static async Task<Ok<Page<AirportAnswer>>> HandleAsync(ModuleRequest<FlightsModule> request, string? q = null, int? limit = null)
    {
        var text = PlainText.Of(q is { Length: > LongestText } ? q[..LongestText] : q ?? "");
        var wanted = Math.Clamp(limit ?? DefaultLimit, 1, LargestLimit);
        var found = new Dictionary<string, AirportRow>(StringComparer.Ordinal);
        foreach (var query in QueriesFor(text))
        {
            if (found.Count >= wanted)
            {
                break;
            }

            foreach (var row in await request.QueryAsync<AirportRow>(AirportsProjection.ReadModel, query.Take(wanted)))
            {
                found.TryAdd(row.Code, row);
            }
        }

        return TypedResults.Ok(new Page<AirportAnswer>([.. found.Values.Take(wanted).Select(AirportAnswer.Of)], Next: null));
    }

    /// <summary>The best matches first.</summary>
    private static IEnumerable<RowQuery> QueriesFor(string text)
    {
        if (text.Length == 0)
        {
            return [RowQuery.All.OrderBy("city_text")];
        }

        var code = text.ToUpperInvariant();
        IEnumerable<RowQuery> codes = text.Length == 3 ? [RowQuery.All.Where("code", code), RowQuery.All.Where("city_code", code)] : [];
        return
        [
            .. codes,
            RowQuery.All.Where("city_text", RowComparison.StartsWith, text).OrderBy("city_text"),
            RowQuery.All.Where("name_text", RowComparison.StartsWith, text).OrderBy("name_text"),
            RowQuery.All.Where("city_text", RowComparison.Contains, text).OrderBy("city_text"),
            RowQuery.All.Where("name_text", RowComparison.Contains, text).OrderBy("name_text"),
        ];
    }
}
