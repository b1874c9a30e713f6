using Contrail.Engine.Domain;

namespace Contrail.Booking.Domain.FlightBookings;

/// <summary>The identity of a booking.</summary>
internal readonly record struct FlightBookingId(Guid Value) : ITypedId<FlightBookingId>
{
    public static FlightBookingId Parse(string text) => new(Guid.ParseExact(text, "N"));

    /// <summary>Reads an id that somebody else wrote.</summary>
    /// <exception cref="RefusedException">It is none, so there is no such booking.</exception>
    public static FlightBookingId Of(string text) =>
        Guid.TryParseExact(text, "N", out var value) ? new FlightBookingId(value) : throw RefusedException.NotFound("Booking", text);

    public override string ToString() => Value.ToString("N");
}
