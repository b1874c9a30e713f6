using Contrail.Contracts.Flights;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Flights.Features.Airports;
using Contrail.Flights.Features.FlightDetails;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features.Offers;

/// <summary>What the query string asks for.</summary>
/// <param name="From">Code of an airport or a city.</param>
/// <param name="To">Code of an airport or a city.</param>
/// <param name="Date">Local date of departure.</param>
/// <param name="Passengers">How many of each type.</param>
/// <param name="Cabin">The cabin.</param>
/// <param name="IncludeSoldOut">Whether to show what has too few seats.</param>
internal sealed record OfferQuery(
    string From, string To, DateOnly Date, IReadOnlyDictionary<PassengerType, int> Passengers, Cabin Cabin, bool IncludeSoldOut);

internal sealed class FindOffersEndpoint : IEndpoint
{
    /// <summary>A first flight arrives up to two local dates after it departed, and the next one may leave after midnight.</summary>
    private const int DaysOnTheWay = 2;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/offers", HandleAsync)
        .WithName("FindOffers").WithSummary("Offers from one place to another on a date: direct flights and connections with one stop, the cheapest first").WithTags("Offers")
        .AllowAccess(AccessRule.Anyone);

    private static async Task<Ok<Page<OfferAnswer>>> HandleAsync(
        ModuleRequest<FlightsModule> request,
        OfferSigner signer,
        TimeProvider clock,
        string from,
        string to,
        string date,
        int? adults,
        int? children,
        int? infants,
        string? cabin,
        bool? includeSoldOut)
    {
        var passengers = OfferSearch.PassengersOf(adults ?? 1, children ?? 0, infants ?? 0);
        var query = new OfferQuery(from, to, Asked.Date(date), passengers, Choice.IfGiven<Cabin>("cabin", cabin) ?? Cabin.Economy, includeSoldOut ?? false);
        return TypedResults.Ok(new Page<OfferAnswer>(await FindAsync(query, request, new OfferBook(signer, clock.GetUtcNow())), Next: null));
    }

    private static async Task<IReadOnlyList<OfferAnswer>> FindAsync(OfferQuery query, ModuleRequest<FlightsModule> request, OfferBook book)
    {
        var search = await SearchOfAsync(query, request, book.Now);
        var destinations = search.Destinations.Select(a => a.Code).ToHashSet();
        var departing = await request.QueryAsync<FlightOnSale>(
            FlightsOnSaleProjection.ReadModel,
            RowQuery.All.WhereIn("origin", search.Origins.Select(a => a.Code)).Where("local_date", FlightsProjection.TextOf(search.Date)));
        var arriving = departing.Count == 0 ? [] : await request.QueryAsync<FlightOnSale>(
            FlightsOnSaleProjection.ReadModel,
            RowQuery.All.WhereIn("destination", destinations)
                .WhereIn("local_date", Enumerable.Range(0, DaysOnTheWay + 1).Select(day => FlightsProjection.TextOf(search.Date.AddDays(day)))));
        var itineraries = Itineraries.Find(departing, arriving, destinations, search.DirectKm);
        return book.OffersOf(itineraries, search);
    }

    private static async Task<OfferSearch> SearchOfAsync(OfferQuery query, ModuleRequest<FlightsModule> request, DateTimeOffset now)
    {
        var origins = await AirportsOfAsync("from", query.From, request);
        var destinations = await AirportsOfAsync("to", query.To, request);
        OfferSearch.CheckPlaces(origins, destinations);
        OfferSearch.CheckDate(query.Date, origins[0], now);
        return new OfferSearch(origins, destinations, query.Date, query.Passengers, query.Cabin, query.IncludeSoldOut);
    }

    /// <summary>The airport with the code, or those of the city with the code.</summary>
    private static async Task<IReadOnlyList<AirportRow>> AirportsOfAsync(string parameter, string text, ModuleRequest<FlightsModule> request)
    {
        var code = text.ToUpperInvariant();
        if (await request.FindAsync<AirportRow>(AirportsProjection.ReadModel, code) is { } airport)
        {
            return [airport];
        }

        var ofCity = await request.QueryAsync<AirportRow>(AirportsProjection.ReadModel, RowQuery.All.Where("city_code", code));
        return ofCity.Count > 0
            ? ofCity
            : throw new InvalidParameterException(parameter, $"There is no airport or city with the code '{text}': look codes up with /api/airports?q=.");
    }
}
