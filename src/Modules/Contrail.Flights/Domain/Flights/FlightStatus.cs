namespace Contrail.Flights.Domain.Flights;

/// <summary>Where a flight is in its life.</summary>
internal enum FlightStatus
{
    /// <summary>It is to take place.</summary>
    Scheduled,

    /// <summary>It is in the air.</summary>
    Departed,

    /// <summary>It is over.</summary>
    Arrived,

    /// <summary>It does not take place.</summary>
    Cancelled,
}
