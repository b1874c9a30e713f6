using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;

namespace Contrail.Flights.Domain.Flights;

internal sealed class DesignatorMustNameAFlightRule(string designator) : Rule("Flight_Designator_Must_Name_A_Flight")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => $"'{designator}' is not a flight number: write the airline's code and up to four digits, for example CT101.";

    public override bool IsFollowed() => FlightId.IsDesignator(designator);
}

internal sealed class DepartureMustBeInTheFutureRule(DateTimeOffset departsAt, DateTimeOffset now) : Rule(Key)
{
    public const string Key = "Flight_Departure_Must_Be_In_The_Future";

    public override string Explanation => $"The departure at {departsAt:yyyy-MM-dd HH:mm zzz} is past: schedule a later one.";

    public override bool IsFollowed() => departsAt > now;
}

internal sealed class ArrivalMustBeAfterDepartureRule(DateTimeOffset departsAt, DateTimeOffset arrivesAt) : Rule("Flight_Arrival_Must_Be_After_Departure")
{
    public override string Explanation => $"It would arrive at {arrivesAt:u}, not after its departure at {departsAt:u}: check the local times and the day of arrival.";

    public override bool IsFollowed() => arrivesAt > departsAt;
}

internal sealed class AirportMustExistRule(AirportCode code, bool exists) : Rule("Flight_Airport_Must_Exist")
{
    public override string Explanation => $"There is no airport {code}: create it first.";

    public override bool IsFollowed() => exists;
}

internal sealed class AirportsMustDifferRule(AirportCode from, AirportCode to) : Rule("Flight_Airports_Must_Differ")
{
    public override string Explanation => $"It would fly from {from} to {to}: the airports must differ.";

    public override bool IsFollowed() => from != to;
}

internal sealed class AircraftMustReachTheDestinationRule(int rangeKm, int distanceKm) : Rule("Flight_Aircraft_Must_Reach_The_Destination")
{
    public override string Explanation => $"It is {distanceKm} km and the aircraft flies {rangeKm} km: choose another type.";

    public override bool IsFollowed() => rangeKm >= distanceKm;
}

internal sealed class FlightMustHaveASeatRule(IReadOnlyList<CabinLayout> cabins) : Rule("Flight_Must_Have_A_Seat")
{
    public override bool IsFollowed() => SeatMaps.CapacityOf(cabins) > 0;
}

internal sealed class OnlyScheduledFlightsChangeRule(FlightStatus status) : Rule("Flight_Only_Scheduled_Flights_Change")
{
    public override string Explanation => $"The flight is {status.ToString().ToLowerInvariant()}: only scheduled flights change.";

    public override bool IsFollowed() => status == FlightStatus.Scheduled;
}

internal sealed class DelayMustBeLaterThanTheScheduleRule(int minutes) : Rule("Flight_Delay_Must_Be_Later_Than_The_Schedule")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => $"A delay of {minutes} minutes is none: say how many minutes after its schedule the flight departs.";

    public override bool IsFollowed() => minutes > 0;
}

internal sealed class SeatsOnSaleMustExistOnTheAircraftRule(IReadOnlyList<CabinLayout> aircraft, IReadOnlyList<CabinLayout> onSale)
    : Rule("Flight_Seats_On_Sale_Must_Exist_On_The_Aircraft")
{
    public override string Explanation => "The other aircraft lacks seats that are on sale: choose one that has them all.";

    public override bool IsFollowed() => SeatMaps.Contain(aircraft, onSale);
}

internal sealed class DepartureMustBeDueRule(DateTimeOffset departsAt, DateTimeOffset now) : Rule("Flight_Departure_Must_Be_Due")
{
    /// <summary>An aircraft may leave a little early when everybody is aboard.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(15);

    public override string Explanation => $"It departs at {departsAt:yyyy-MM-dd HH:mm zzz}; it may leave at most {Early.TotalMinutes:0} minutes before.";

    public override bool IsFollowed() => now >= departsAt - Early;
}

internal sealed class FlightMustHaveDepartedRule(FlightStatus status) : Rule("Flight_Must_Have_Departed")
{
    public override string Explanation => $"The flight is {status.ToString().ToLowerInvariant()}: only one that has departed arrives.";

    public override bool IsFollowed() => status == FlightStatus.Departed;
}
