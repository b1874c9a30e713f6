using Contrail.Booking.Domain.Flights;
using Contrail.Contracts.Flights;

namespace Contrail.Booking.Domain.FlightBookings;

/// <summary>Somebody who flies.</summary>
internal sealed record Passenger(PassengerType Type, string GivenName, string Surname, DateOnly DateOfBirth)
{
    /// <summary>The name as it stands on tickets.</summary>
    public string FullName() => $"{GivenName} {Surname}";

    /// <summary>Infants sit on an adult's lap.</summary>
    public bool NeedsSeat() => Type != PassengerType.Infant;

    /// <summary>What somebody of this age counts as on a day.</summary>
    public PassengerType TypeOn(DateOnly day) => AgeOn(day) switch
    {
        < 2 => PassengerType.Infant,
        < 12 => PassengerType.Child,
        _ => PassengerType.Adult,
    };

    private int AgeOn(DateOnly day)
    {
        var years = day.Year - DateOfBirth.Year;
        return day < DateOfBirth.AddYears(years) ? years - 1 : years;
    }
}

/// <summary>One passenger's seat on one flight.</summary>
/// <param name="FlightId">The flight.</param>
/// <param name="Passenger">The place in the booking's list of passengers, from 0.</param>
/// <param name="Seat">For example <c>12A</c>.</param>
internal sealed record SeatChoice(FlightId FlightId, int Passenger, string Seat);
