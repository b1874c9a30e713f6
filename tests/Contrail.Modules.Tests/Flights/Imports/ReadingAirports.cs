using System.Text;
using Contrail.Flights.Imports;
using Contrail.Flights.Imports.Airports;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Flights.Imports;

public sealed class ReadingAirports
{
    private const string Header = "code,icao,name,latitude,longitude,elevation,url,time_zone,city_code,country,city,state,county,type\n";

    [Fact]
    public void A_table_with_a_header_is_read_by_its_names()
    {
        var (airports, problems, _) = Read(Header + "ZRH,LSZH,\"Zürich, Kloten\",47.46,8.55,1416,,Europe/Zurich,ZRH,CH,Zürich,,,AP\n");

        problems.Kept.ShouldBeEmpty();
        var airport = airports.Single();
        (airport.Code.ToString(), airport.Name, airport.City, airport.CityCode, airport.Country, airport.TimeZone)
            .ShouldBe(("ZRH", "Zürich, Kloten", "Zürich", "ZRH", "CH", "Europe/Zurich"));
        (airport.Latitude, airport.Longitude).ShouldBe((47.46, 8.55));
    }

    [Fact]
    public void OpenFlights_is_recognised_and_a_missing_value_is_none()
    {
        var (airports, problems, skips) = Read(
            "1,\"Goroka \\\"Airport\\\"\",\"Goroka\",\"Papua New Guinea\",\"GKA\",\"AYGA\",-6.08,145.39,5282,10,\"U\",\"Pacific/Port_Moresby\",\"airport\",\"OurAirports\"\n"
            + "2,\"Nowhere\",\"Nowhere\",\"Papua New Guinea\",\\N,\"AYMD\",-5.2,145.7,20,10,\"U\",\"Pacific/Port_Moresby\",\"airport\",\"OurAirports\"\n"
            + "3,\"Timeless\",\"Timeless\",\"Papua New Guinea\",\"TTT\",\"AYMD\",-5.2,145.7,20,10,\"U\",\\N,\"airport\",\"OurAirports\"\n");

        problems.Kept.ShouldBeEmpty();
        (airports.Single().Name, airports.Single().Country).ShouldBe(("Goroka \"Airport\"", "PG"));
        skips.Counts.ShouldBe(new Dictionary<string, int> { ["withoutIataCode"] = 1, ["withoutTimeZone"] = 1 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("zrh,,Zürich,47,8,,,Europe/Zurich,ZRH,CH,,,,AP", 1, "airport code")]
    [InlineData("ZRH,,Zürich,97,8,,,Europe/Zurich,ZRH,CH,,,,AP", 13, "latitude")]
    [InlineData("ZRH,,Zürich,47,x,,,Europe/Zurich,ZRH,CH,,,,AP", 16, "longitude")]
    [InlineData("ZRH,,Zürich,47,8,,,Europe/Zurch,ZRH,CH,,,,AP", 20, "time zone")]
    [InlineData("ZRH,,,47,8,,,Europe/Zurich,ZRH,CH,,,,AP", 6, "name")]
    public void A_wrong_value_is_reported_by_line_and_column_and_the_others_are_read(string row, int column, string field)
    {
        var (airports, problems, _) = Read(Header + row + "\nGVA,,Geneva,46.2,6.1,,,Europe/Zurich,GVA,CH,Geneva,,,AP\n");

        airports.Single().Code.ToString().ShouldBe("GVA");
        var problem = problems.Kept.Single();
        (problem.Severity, problem.Line, problem.Column, problem.Field).ShouldBe((Severity.Error, 2, column, field));
    }

    [Fact]
    public void An_airport_that_comes_twice_counts_once()
    {
        var (airports, problems, skips) = Read(Header + string.Concat(Enumerable.Repeat("GVA,,Geneva,46.2,6.1,,,Europe/Zurich,GVA,CH,Geneva,,,AP\r\n", 2)));

        airports.Count.ShouldBe(1);
        problems.Kept.Single().Line.ShouldBe(3);
        skips.Counts["twice"].ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("what is this\n")]
    [InlineData("a,b,c\n1,2,3\n")]
    public void What_has_no_layout_is_an_error(string text) => Read(text).Problems.Errors.ShouldBe(1);

    [Fact]
    public void No_text_makes_the_reader_fail() =>
        Prop.ForAll<string?>(text =>
        {
            var (airports, problems, _) = Read(Header + (text ?? string.Empty) + "\n" + text);
            return airports.Count == 0 || problems is not null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData("airports/lxndrblz_airports.csv", 9248, 0)]
    [InlineData("airports/openflights_airports.dat", 5000, 3000)]
    [InlineData("airports/optd_por_best_known_so_far.csv", 0, 0)]
    [InlineData("airports/optd_por_public_en.csv", 0, 0)]
    public void Published_files_are_recognised(string path, int least, int mostErrors)
    {
        using var file = DataFolder.Open(path);

        var (airports, problems, skips) = Read(file);

        airports.Count.ShouldBeGreaterThanOrEqualTo(least);
        problems.Errors.ShouldBeLessThanOrEqualTo(mostErrors, string.Join('\n', problems.Kept.Take(10)));
        (airports.Count + skips.Counts.Values.Sum() + problems.Errors).ShouldBeGreaterThan(5000);
    }

    private static (List<ReadAirport> Airports, ImportProblems Problems, Tally Skips) Read(string text) => Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static (List<ReadAirport> Airports, ImportProblems Problems, Tally Skips) Read(Stream file)
    {
        var (problems, skips) = (new ImportProblems(), new Tally());
        return ([.. new AirportReader(file, problems, skips).Airports()], problems, skips);
    }
}
