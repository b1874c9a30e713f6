using Contrail.Engine.Domain;

namespace Contrail.Booking.Domain.Flights;

/// <summary>A flight on one date, as Flights names it: <c>CT101-2026-12-01-LHR</c>.</summary>
internal readonly record struct FlightId(string Value) : ITypedId<FlightId>
{
    public static FlightId Parse(string text) => new(text);

    public override string ToString() => Value;
}
