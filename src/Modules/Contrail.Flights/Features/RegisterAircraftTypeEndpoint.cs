using Contrail.Contracts.Flights;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Flights.Domain.AircraftTypes;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Flights.Features;

/// <summary>An aircraft type of the airline.</summary>
/// <param name="Code">IATA code, for example <c>320</c>.</param>
/// <param name="Name">For example <c>Airbus A320</c>.</param>
/// <param name="RangeKm">How far it flies with everybody aboard.</param>
/// <param name="CruiseKmh">How fast.</param>
/// <param name="Cabins">The seat map, front to back.</param>
internal sealed record RegisterAircraftTypeBody(string Code, string Name, int RangeKm, int CruiseKmh, IReadOnlyList<CabinBody> Cabins);

/// <summary>One cabin of a seat map.</summary>
/// <param name="Cabin">Which.</param>
/// <param name="Letters">Seat letters from left to right, aisles as spaces: <c>ABC DEF</c>.</param>
/// <param name="Rows">Labels of the rows, front to back.</param>
/// <param name="ExitRows">Those beside an emergency exit.</param>
/// <param name="Blocked">Seats that are never sold.</param>
internal sealed record CabinBody(Cabin Cabin, string Letters, IReadOnlyList<string> Rows, IReadOnlyList<string>? ExitRows, IReadOnlyList<string>? Blocked)
{
    public CabinLayout ToLayout() => new(Cabin, Letters, Rows, ExitRows ?? [], Blocked ?? []);
}

/// <summary>An aircraft type that is registered.</summary>
/// <param name="Code">IATA code.</param>
/// <param name="Seats">How many can be sold.</param>
/// <param name="Effect">Whether it was new, known otherwise, or known as it is.</param>
internal sealed record RegisteredAircraftType(string Code, int Seats, ImportEffect Effect);

internal sealed class RegisterAircraftTypeValidator : AbstractValidator<RegisterAircraftTypeBody>
{
    private const int LongestName = 100;
    private const int FarthestKm = 30_000;
    private const int FastestKmh = 3_000;
    private const int MostRows = 100;

    public RegisterAircraftTypeValidator()
    {
        RuleFor(b => b.Code).IsAnAircraftType();
        RuleFor(b => b.Name).NotEmpty().MaximumLength(LongestName);
        RuleFor(b => b.RangeKm).InclusiveBetween(1, FarthestKm);
        RuleFor(b => b.CruiseKmh).InclusiveBetween(1, FastestKmh);
        RuleFor(b => b.Cabins).Must(c => c is { Count: >= 1 and <= 4 } && c.All(cabin => cabin is not null)).WithMessage("An aircraft has one to four cabins.");
        RuleForEach(b => b.Cabins).ChildRules(cabin =>
        {
            cabin.RuleFor(c => c.Letters).Matches("^[A-HJ-Z ]{1,16}\\z").WithMessage("Write seat letters from left to right, aisles as spaces: ABC DEF. I is not used.");
            cabin.RuleFor(c => c.Rows).Must(r => r is { Count: >= 1 and <= MostRows }).WithMessage($"A cabin has 1 to {MostRows} rows.");
            cabin.RuleForEach(c => c.Rows).NotNull().Matches("^[1-9][0-9]{0,2}\\z").WithMessage("A row is a number, for example 12.");
            cabin.RuleForEach(c => c.ExitRows).NotNull().Matches("^[1-9][0-9]{0,2}\\z").WithMessage("A row is a number, for example 12.");
            cabin.RuleForEach(c => c.Blocked).NotNull().Matches("^[1-9][0-9]{0,2}[A-HJ-Z]\\z").WithMessage("A seat is a row and a letter, for example 12A.");
        });
    }
}

internal sealed class RegisterAircraftTypeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/aircraft-types", HandleAsync)
        .WithName("RegisterAircraftType").WithSummary("Registers an aircraft type with its seat map, or changes one for flights that are scheduled from now on").WithTags("Flights")
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Ok<RegisteredAircraftType>> HandleAsync(RegisterAircraftTypeBody body, ModuleRequest<FlightsModule> request)
    {
        var cabins = body.Cabins.Select(c => c.ToLayout()).ToList();
        var effect = await request.ExecuteAsync(new RegisterAircraftType(AircraftTypeCode.Parse(body.Code), body.Name, body.RangeKm, body.CruiseKmh, cabins));
        return TypedResults.Ok(new RegisteredAircraftType(body.Code, SeatMaps.CapacityOf(cabins), effect));
    }
}
