using Contrail.Contracts.Flights;
using Contrail.Engine.Decisions;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Domain.Fares;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Schedules;

namespace Contrail.Flights.Features;

/// <summary>Puts a flight on one date into the schedule; one that is there is rescheduled, if its times differ.</summary>
/// <param name="Designator">Airline and number, for example <c>CT101</c>.</param>
/// <param name="LocalDate">Of the departure, at the board point.</param>
/// <param name="From">Board point.</param>
/// <param name="To">Off point.</param>
/// <param name="DepartsLocal">The clock at the board point.</param>
/// <param name="ArrivesLocal">The clock at the off point.</param>
/// <param name="ArrivalDayOffset">The day of arrival less the day of departure, both local.</param>
/// <param name="Aircraft">The type.</param>
/// <param name="Cabins">The seats; null for those of the type.</param>
/// <param name="ServiceType">IATA service type: <c>J</c> for scheduled passengers.</param>
internal sealed record ScheduleFlight(
    string Designator,
    DateOnly LocalDate,
    AirportCode From,
    AirportCode To,
    TimeOnly DepartsLocal,
    TimeOnly ArrivesLocal,
    int ArrivalDayOffset,
    AircraftTypeCode Aircraft,
    IReadOnlyList<CabinLayout>? Cabins,
    string ServiceType) : ICommand<ImportEffect>;

internal sealed class ScheduleFlightHandler : ICommandHandler<ScheduleFlight, ImportEffect>
{
    public ImportEffect Handle(ScheduleFlight command, IDecision decision)
    {
        Refuse.Unless(new DesignatorMustNameAFlightRule(command.Designator));
        var plan = PlanOf(command, AirportOf(command.From, decision), AirportOf(command.To, decision));
        if (decision.Find<Flight>(plan.Id) is { } flight)
        {
            return Reschedule(flight, plan, decision);
        }

        var type = decision.Load<AircraftType>(command.Aircraft);
        var cabins = command.Cabins ?? type.Details.Cabins;
        flight = Flight.Schedule(plan, type, cabins, decision.Now);
        flight.ChargePrice(FarePolicy.FaresOf(plan.DistanceKm, cabins));
        decision.Add(flight);
        Departures.Await(flight, decision);
        return ImportEffect.Created;
    }

    private static ImportEffect Reschedule(Flight flight, FlightPlan plan, IDecision decision)
    {
        var before = flight.Version;
        flight.Reschedule(plan.Departure, plan.Arrival, decision.Now);
        if (flight.Version == before)
        {
            return ImportEffect.Unchanged;
        }

        Departures.Await(flight, decision);
        return ImportEffect.Changed;
    }

    private static Airport AirportOf(AirportCode code, IDecision decision)
    {
        var airport = decision.Find<Airport>(code);
        Refuse.Unless(new AirportMustExistRule(code, airport is not null));
        return airport!;
    }

    private static FlightPlan PlanOf(ScheduleFlight command, Airport from, Airport to) => new(
        command.Designator,
        At(from, command.LocalDate.ToDateTime(command.DepartsLocal)),
        At(to, command.LocalDate.AddDays(command.ArrivalDayOffset).ToDateTime(command.ArrivesLocal)),
        from.Details.DistanceTo(to.Details),
        command.ServiceType);

    private static StationTime At(Airport airport, DateTime local) =>
        new(airport.Id, airport.Details.Country, local, airport.Details.TimeZone, LocalTimes.Resolve(local, airport.Details.TimeZone));
}
