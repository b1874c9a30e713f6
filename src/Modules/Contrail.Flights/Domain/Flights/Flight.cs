using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using Contrail.Flights.Domain.AircraftTypes;

namespace Contrail.Flights.Domain.Flights;

/// <summary>One leg of a flight number on one date.</summary>
[StreamCategory("flight")]
internal sealed class Flight : AggregateRoot<FlightId>
{
    private IReadOnlyList<CabinLayout> cabins = [];
    private IReadOnlyList<CabinFare> fares = [];
    private AircraftTypeCode aircraft;
    private int distanceKm;
    private (StationTime Departure, StationTime Arrival) planned;

    private Flight()
    {
    }

    public FlightStatus Status { get; private set; }

    /// <summary>As expected now, a delay included.</summary>
    public StationTime Departure { get; private set; } = null!;

    /// <summary>As expected now, a delay included.</summary>
    public StationTime Arrival { get; private set; } = null!;

    /// <summary>As in the schedule.</summary>
    public StationTime PlannedDeparture => planned.Departure;

    /// <summary>As in the schedule.</summary>
    public StationTime PlannedArrival => planned.Arrival;

    public static Flight Schedule(FlightPlan plan, AircraftType type, IReadOnlyList<CabinLayout> cabins, DateTimeOffset now)
    {
        CheckTimes(plan.Departure, plan.Arrival, now);
        Check(new AircraftMustReachTheDestinationRule(type.Details.RangeKm, plan.DistanceKm));
        Check(new FlightMustHaveASeatRule(cabins));
        var flight = new Flight();
        flight.Apply(new FlightScheduled(
            plan.Id, plan.Designator, plan.Departure, plan.Arrival, plan.DistanceKm, plan.ServiceType, type.Id, cabins));
        return flight;
    }

    public void ChargePrice(IReadOnlyList<CabinFare> charged)
    {
        if (!fares.SequenceEqual(charged))
        {
            Apply(new FlightPriceCharged(Id, charged));
        }
    }

    /// <summary>Other times in the schedule. What was said of a delay no longer counts.</summary>
    public void Reschedule(StationTime departure, StationTime arrival, DateTimeOffset now)
    {
        if (planned == (departure, arrival))
        {
            return;
        }

        Check(new OnlyScheduledFlightsChangeRule(Status));
        CheckTimes(departure, arrival, now);
        Apply(new FlightRescheduled(Id, departure, arrival));
    }

    /// <summary>So many minutes after the schedule, not after what was said before.</summary>
    public void Delay(StationTime departure, StationTime arrival, int minutes, string reason)
    {
        Check(new OnlyScheduledFlightsChangeRule(Status));
        Check(new DelayMustBeLaterThanTheScheduleRule(minutes));
        if (Departure != departure)
        {
            Apply(new FlightDelayed(Id, departure, arrival, minutes, reason));
        }
    }

    /// <summary>Another aircraft flies; it has every seat that is on sale, so nobody loses one.</summary>
    public void ReplaceAircraft(AircraftType type)
    {
        if (type.Id == aircraft)
        {
            return;
        }

        Check(new OnlyScheduledFlightsChangeRule(Status));
        Check(new AircraftMustReachTheDestinationRule(type.Details.RangeKm, distanceKm));
        Check(new SeatsOnSaleMustExistOnTheAircraftRule(type.Details.Cabins, cabins));
        Apply(new FlightAircraftReplaced(Id, type.Id, aircraft));
    }

    public void Depart(DateTimeOffset now)
    {
        if (Status is FlightStatus.Departed or FlightStatus.Arrived)
        {
            return;
        }

        Check(new OnlyScheduledFlightsChangeRule(Status));
        Check(new DepartureMustBeDueRule(Departure.At, now));
        Apply(new FlightDeparted(Id, now));
    }

    public void Arrive(DateTimeOffset now)
    {
        if (Status == FlightStatus.Arrived)
        {
            return;
        }

        Check(new FlightMustHaveDepartedRule(Status));
        Apply(new FlightArrived(Id, now));
    }

    public void Cancel(string reason)
    {
        if (Status == FlightStatus.Cancelled)
        {
            return;
        }

        Check(new OnlyScheduledFlightsChangeRule(Status));
        Apply(new FlightCancelled(Id, reason));
    }

    private static void CheckTimes(StationTime departure, StationTime arrival, DateTimeOffset now)
    {
        Check(new AirportsMustDifferRule(departure.Airport, arrival.Airport));
        Check(new ArrivalMustBeAfterDepartureRule(departure.At, arrival.At));
        Check(new DepartureMustBeInTheFutureRule(departure.At, now));
    }

    private void When(FlightScheduled e)
    {
        (Id, aircraft, cabins, distanceKm) = (e.FlightId, e.Aircraft, e.Cabins, e.DistanceKm);
        planned = (Departure, Arrival) = (e.Departure, e.Arrival);
    }

    private void When(FlightPriceCharged e) => fares = e.Fares;

    private void When(FlightRescheduled e) => planned = (Departure, Arrival) = (e.Departure, e.Arrival);

    private void When(FlightDelayed e) => (Departure, Arrival) = (e.Departure, e.Arrival);

    private void When(FlightAircraftReplaced e) => aircraft = e.Aircraft;

    private void When(FlightDeparted e) => Status = FlightStatus.Departed;

    private void When(FlightArrived e) => Status = FlightStatus.Arrived;

    private void When(FlightCancelled e) => Status = FlightStatus.Cancelled;
}
