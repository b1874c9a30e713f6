using Contrail.Flights.Features;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights;

public sealed class CheckingSeatMaps
{
    private static readonly CabinBody Cabin = new(Contrail.Contracts.Flights.Cabin.Economy, "AC DF", ["1", "2"], null, null);

    [Fact]
    public void A_complete_seat_map_is_taken() => IsTaken(Cabin).ShouldBeTrue();

    [Fact]
    public void Nothing_in_a_list_is_no_cabin_row_or_seat()
    {
        IsTaken(null!).ShouldBeFalse();
        IsTaken(Cabin with { Rows = [null!] }).ShouldBeFalse();
        IsTaken(Cabin with { ExitRows = [null!] }).ShouldBeFalse();
        IsTaken(Cabin with { Blocked = [null!] }).ShouldBeFalse();
    }

    [Fact]
    public void Rows_are_numbers_and_seats_have_letters()
    {
        IsTaken(Cabin with { Rows = ["A"] }).ShouldBeFalse();
        IsTaken(Cabin with { Blocked = ["12"] }).ShouldBeFalse();
        IsTaken(Cabin with { Letters = "AI" }).ShouldBeFalse();
    }

    private static bool IsTaken(params CabinBody[] cabins) =>
        new RegisterAircraftTypeValidator().Validate(new RegisterAircraftTypeBody("AT7", "ATR 72", 1400, 510, cabins)).IsValid;
}
