using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;

namespace Contrail.Booking.Domain.Flights;

/// <summary>How a flight stands, as far as bookings care.</summary>
internal enum FlightStatus
{
    Scheduled,
    Departed,
    Cancelled,
}

/// <summary>What Booking knows of a flight: a fold over what Flights published of it.</summary>
[StreamCategory("flights.flight")]
internal sealed class FlightFacts : EventSourced
{
    public FlightId Id { get; private set; }

    public string Designator { get; private set; } = "";

    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    public DateTimeOffset DepartsAt { get; private set; }

    public DateTimeOffset ArrivesAt { get; private set; }

    public FlightStatus Status { get; private set; }

    /// <summary>The calendar day of departure at the board point.</summary>
    public DateOnly DepartureDate => DateOnly.FromDateTime(DepartsAt.DateTime);

    public bool IsCancelled => Status == FlightStatus.Cancelled;

    /// <summary>A flight counts as departed from its time on, even before Flights says so.</summary>
    public bool HasDeparted(DateTimeOffset now) => Status == FlightStatus.Departed || now >= DepartsAt;

    public BookedFlight ToBooked() => new(Id.Value, Designator, From, To, DepartsAt, ArrivesAt);

    private void When(FlightScheduledV1 e) =>
        (Id, Designator, From, To, DepartsAt, ArrivesAt) = (new FlightId(e.FlightId), e.Designator, e.From, e.To, e.DepartsAt, e.ArrivesAt);

    private void When(FlightChangedV1 e) => (DepartsAt, ArrivesAt) = (e.DepartsAt, e.ArrivesAt);

    private void When(FlightCancelledV1 e) => Status = FlightStatus.Cancelled;

    private void When(FlightDepartedV1 e) => Status = FlightStatus.Departed;
}
