using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Domain.Flights;
using FluentValidation;

namespace Contrail.Flights.Features;

/// <summary>What staff write about flights, checked alike everywhere.</summary>
internal static class FlightInput
{
    private const int LongestReason = 200;

    public static IRuleBuilderOptions<T, string> IsAReason<T>(this IRuleBuilder<T, string> text) =>
        text.NotEmpty().MaximumLength(LongestReason).WithMessage($"Say why, in at most {LongestReason} characters: travellers read it.");

    public static IRuleBuilderOptions<T, string> IsAnAircraftType<T>(this IRuleBuilder<T, string> text) =>
        text.Must(code => AircraftTypeCode.TryParse(code, out _)).WithMessage("An aircraft type has three capital letters or digits, for example 320.");

    public static IRuleBuilderOptions<T, string> IsAnAirport<T>(this IRuleBuilder<T, string> text) =>
        text.Must(code => AirportCode.TryParse(code, out _)).WithMessage("An airport code has three capital letters, for example LHR.");

    public static IRuleBuilderOptions<T, string> IsADesignator<T>(this IRuleBuilder<T, string> text) =>
        text.Must(FlightId.IsDesignator).WithMessage("A flight number is the airline's code and up to four digits, for example CT101.");
}
