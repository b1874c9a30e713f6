using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;

namespace Contrail.Flights.Domain.AircraftTypes;

internal sealed class AircraftTypeMustFlyRule(int rangeKm, int cruiseKmh) : Rule("AircraftType_Must_Fly")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => $"A range of {rangeKm} km at {cruiseKmh} km/h is no aircraft's: write both as positive numbers.";

    public override bool IsFollowed() => rangeKm > 0 && cruiseKmh > 0;
}

internal sealed class SeatMapMustBeDrawnRule(IReadOnlyList<CabinLayout> cabins) : Rule("AircraftType_Seat_Map_Must_Be_Drawn")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => "A seat map has a cabin, each cabin once, with rows and letters, no seat twice, and no letter I.";

    public override bool IsFollowed() =>
        cabins.Count > 0
        && cabins.DistinctBy(c => c.Cabin).Count() == cabins.Count
        && cabins.All(c => c.Rows.Count > 0 && c.Letters.Any(char.IsAsciiLetterUpper) && c.Letters.All(l => (char.IsAsciiLetterUpper(l) && l != 'I') || l == ' '))
        && cabins.SelectMany(c => c.Seats()).CountBy(seat => seat).All(seat => seat.Value == 1);
}
