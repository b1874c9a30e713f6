namespace Contrail.Flights.Imports.Ssim;

/// <summary>A leg on one date.</summary>
/// <param name="Leg">The record it comes from.</param>
/// <param name="Date">Local date of departure.</param>
/// <param name="Departs">Local time.</param>
/// <param name="Arrives">Local time.</param>
/// <param name="ArrivalDayOffset">Local date of arrival less local date of departure.</param>
/// <param name="DepartsAt">The instant of departure.</param>
internal sealed record DatedLeg(SsimLeg Leg, DateOnly Date, TimeOnly Departs, TimeOnly Arrives, int ArrivalDayOffset, DateTimeOffset DepartsAt);
