using Contrail.Engine.Decisions;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Schedules;

namespace Contrail.Flights.Features;

/// <summary>States the facts of an airport; one that is known is changed, if they differ.</summary>
internal sealed record CreateAirport(
    AirportCode Code,
    string Name,
    string City,
    string CityCode,
    string Country,
    double Latitude,
    double Longitude,
    string TimeZone,
    IReadOnlyList<string> Terminals) : ICommand<ImportEffect>;

internal sealed class CreateAirportHandler : ICommandHandler<CreateAirport, ImportEffect>
{
    public ImportEffect Handle(CreateAirport command, IDecision decision)
    {
        var details = new AirportDetails(
            command.Name, command.City, command.CityCode, command.Country, command.Latitude, command.Longitude, command.TimeZone, command.Terminals);
        var isZoneKnown = LocalTimes.IsKnownZone(command.TimeZone);
        if (decision.Find<Airport>(command.Code) is not { } airport)
        {
            decision.Add(Airport.Create(command.Code, details, isZoneKnown));
            return ImportEffect.Created;
        }

        var before = airport.Version;
        airport.Change(details, isZoneKnown);
        return airport.Version > before ? ImportEffect.Changed : ImportEffect.Unchanged;
    }
}
