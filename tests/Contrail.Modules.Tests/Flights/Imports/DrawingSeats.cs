using Contrail.Contracts.Flights;
using Contrail.Flights.Imports.Layouts;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights.Imports;

public sealed class DrawingSeats
{
    [Fact]
    public void A_configuration_is_cabins_and_a_version()
    {
        CabinConfiguration.Parse("J14W34Y316VV364").ShouldBe([new(Cabin.Business, 14), new(Cabin.PremiumEconomy, 34), new(Cabin.Economy, 316)]);
        CabinConfiguration.Parse("W18Y112VVCGO").ShouldBe([new(Cabin.PremiumEconomy, 18), new(Cabin.Economy, 112)]);
        CabinConfiguration.Parse("Y118").ShouldBe([new(Cabin.Economy, 118)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("VV364")]
    [InlineData("Y")]
    [InlineData("118Y")]
    [InlineData("Y0VV0")]
    [InlineData("Y1234")]
    [InlineData("Y12-J4")]
    public void What_is_no_configuration_is_none(string text) => CabinConfiguration.Parse(text).ShouldBeNull();

    [Fact]
    public void There_are_exactly_as_many_seats_as_asked_for_each_once_and_no_row_13() =>
        Prop.ForAll(Configurations.ToArbitrary(), asked =>
        {
            foreach (var body in Enum.GetValues<Body>())
            {
                var drawn = SeatLayouts.Draw(asked.Cabins, body);
                var seats = drawn.SelectMany(c => c.Seats()).ToList();
                drawn.Select(c => new CabinSeats(c.Cabin, c.Capacity)).ShouldBe(asked.Cabins);
                seats.Distinct().Count().ShouldBe(seats.Count);
                drawn.ShouldAllBe(c => !c.Rows.Contains("13") && !c.Letters.Contains('I') && c.ExitRows.All(c.Rows.Contains));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Rows_go_on_from_cabin_to_cabin()
    {
        var drawn = SeatLayouts.Draw([new(Cabin.Business, 14), new(Cabin.Economy, 100)], Body.Narrow);

        drawn[0].Rows.ShouldBe(["1", "2", "3", "4"]);
        drawn[0].Blocked.ShouldBe(["4D", "4F"]);
        drawn[1].Rows[0].ShouldBe("5");
        drawn[1].Rows.ShouldContain("14");
    }

    [Fact]
    public void Every_type_of_the_catalogue_has_seats_and_others_are_guessed_by_their_size()
    {
        foreach (var code in new[] { "AT7", "320", "733", "77W", "388", "???" })
        {
            CabinConfiguration.Parse(AircraftCatalogue.Find(code, null).Configuration).ShouldNotBeNull();
        }

        AircraftCatalogue.Find("XYZ", null).Configuration.ShouldBe("Y150");
        AircraftCatalogue.Find("XYZ", [new(Cabin.Economy, 400)]).Body.ShouldBe(Body.Wide);
        AircraftCatalogue.Find("XYZ", [new(Cabin.Economy, 60)]).Body.ShouldBe(Body.Regional);
    }

    private static Gen<Asked> Configurations =>
        Gen.Choose(0, 500).ArrayOf(4).Where(seats => seats.Any(s => s > 0))
            .Select(seats => new Asked([.. seats.Select((s, i) => new CabinSeats((Cabin)i, s)).Where(c => c.Seats > 0)]));

    private sealed record Asked(IReadOnlyList<CabinSeats> Cabins);
}
