using System.Text;
using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Specs;
using Contrail.Flights;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Features;
using Contrail.Flights.Imports;
using Shouldly;
using Xunit;
using static Contrail.Modules.Tests.Flights.Imports.SsimTexts;

namespace Contrail.Modules.Tests.Flights.Imports;

public sealed class RunningImports : IAsyncLifetime
{
    private const string Airports = """
        code,icao,name,latitude,longitude,elevation,url,time_zone,city_code,country,city,state,county,type
        LHR,EGLL,London Heathrow Airport,51.47,-0.45,83,,Europe/London,LON,GB,London,,,AP
        CDG,LFPG,Paris Charles de Gaulle,49.01,2.55,392,,Europe/Paris,PAR,FR,Paris,,,AP

        """;

    private static readonly string Week = WithLegs(Leg, Leg.At(6, " 102").At(14, "F"));
    private readonly ManualClock clock = new(new DateTimeOffset(2026, 6, 3, 12, 0, 0, TimeSpan.Zero));
    private RunningModule flights = null!;

    public async ValueTask InitializeAsync() =>
        flights = await RunningModule.StartAsync(new FlightsModule(), new InMemoryStorage(), new ModuleOptions { Clock = clock });

    public ValueTask DisposeAsync() => flights.DisposeAsync();

    [Fact]
    public async Task A_schedule_becomes_flights_that_depart_from_now_on()
    {
        await ImportAsync(ImportKind.Airports, Airports);

        var report = await ImportAsync(ImportKind.Ssim, Week);

        report.Problems.ShouldBeEmpty();
        report.Counts.ShouldBe(new ImportCounts(4, 4, 0, 0, 0));
        report.Skipped.ShouldBe(new Dictionary<string, int> { ["inThePast"] = 3, ["noPassengers"] = 7 }, ignoreOrder: true);
        report.Schedule!.AircraftTypesRegistered.ShouldBe(["320"]);
        report.Schedule.DatedLegs.ShouldBe(14);
        var flight = await flights.StateAsync<Flight>(FlightId.Parse("CT101-2026-06-04-LHR"));
        flight.Departure.At.ShouldBe(new DateTimeOffset(2026, 6, 4, 8, 0, 0, TimeSpan.FromHours(1)));
        (await flights.StateAsync<AircraftType>(AircraftTypeCode.Parse("320"))).Details.Cabins.Single().Capacity.ShouldBe(180);
    }

    [Fact]
    public async Task Importing_twice_changes_nothing()
    {
        await ImportAsync(ImportKind.Airports, Airports);
        await ImportAsync(ImportKind.Ssim, Week);
        var before = await FlightEventsAsync();

        (await ImportAsync(ImportKind.Airports, Airports)).Counts.ShouldBe(new ImportCounts(2, 0, 0, 2, 0));
        (await ImportAsync(ImportKind.Ssim, Week)).Counts.ShouldBe(new ImportCounts(4, 0, 0, 4, 0));

        (await FlightEventsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Other_times_change_the_flights_that_are_there()
    {
        await ImportAsync(ImportKind.Airports, Airports);
        await ImportAsync(ImportKind.Ssim, WithLegs(Leg));

        var report = await ImportAsync(ImportKind.Ssim, WithLegs(Leg.At(40, "08050805")));

        report.Counts.ShouldBe(new ImportCounts(4, 0, 4, 0, 0));
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_writes_nothing()
    {
        await ImportAsync(ImportKind.Airports, Airports);
        var before = await flights.Log.ReadHeadAsync(CancellationToken.None);

        var tried = await TryAsync(ImportKind.Ssim, Week);

        (await flights.Log.ReadHeadAsync(CancellationToken.None)).ShouldBe(before);
        var done = await ImportAsync(ImportKind.Ssim, Week);
        (tried.Counts, tried.Errors, tried.Schedule!.DatedLegs).ShouldBe((done.Counts, done.Errors, done.Schedule!.DatedLegs));
        (await TryAsync(ImportKind.Ssim, Week)).Counts.Unchanged.ShouldBe(4);
    }

    [Fact]
    public async Task Without_airports_each_station_is_reported_once_and_the_dated_legs_are_counted()
    {
        var report = await TryAsync(ImportKind.Ssim, Week);

        report.Errors.ShouldBe(2);
        report.Schedule!.DatedLegs.ShouldBe(14);
        report.Skipped["unknownAirport"].ShouldBe(14);
    }

    [Fact]
    public async Task A_flight_that_a_rule_forbids_is_a_problem_of_its_line_and_the_others_are_imported()
    {
        await ImportAsync(ImportKind.Airports, Airports);
        var typeThatHopsOnly = new RegisterAircraftType(AircraftTypeCode.Parse("DA4"), "Hopper", 100, 200, Contrail.Flights.Imports.Layouts.SeatLayouts.Draw([new(Contrail.Contracts.Flights.Cabin.Economy, 3)], default));
        await flights.Decisions.ExecuteAsync(typeThatHopsOnly, CommandContext.New());

        var report = await ImportAsync(ImportKind.Ssim, WithLegs(Leg.At(73, "DA4"), Leg.At(6, " 102")));

        (report.Counts.Created, report.Counts.Refused, report.Errors).ShouldBe((4, 4, 4));
        report.Problems.ShouldAllBe(p => p.Line == 3 && p.Expected.Contains("choose another type", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_interrupted_import_goes_on_where_it_stood()
    {
        await ImportAsync(ImportKind.Airports, Airports);
        var large = WithLegs(Enumerable.Range(1, 200).Select(n => Leg.At(6, $"{n,4}")));
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => ImportAsync(ImportKind.Ssim, large, _ => stop.CancelAsync(), stop.Token));

        var begun = new List<int>();
        var report = await ImportAsync(ImportKind.Ssim, large, counts => { begun.Add(counts.Done); return Task.CompletedTask; });

        begun[0].ShouldBe(800, "the first batch of 512 was done before");
        report.Counts.ShouldBe(new ImportCounts(800, 800, 0, 0, 0));
    }

    [Fact]
    public async Task Staff_see_what_an_import_did()
    {
        await ImportAsync(ImportKind.Airports, Airports + "XXX,,Nowhere,99,0,,,Europe/Paris,,FR,,,,AP\n");

        await CaughtUpAsync();
        var row = (await flights.QueryAsync<ImportRow>(ImportHistoryProjection.ReadModel, Contrail.Engine.Projections.RowQuery.All)).Single();
        (row.Status, row.Counts.Created, row.Report!.Errors, row.Request.FileName).ShouldBe((ImportStatus.Completed, 2, 1, "a file"));
        row.Report.Problems.Single().ToString().ShouldStartWith("4:14 error: latitude is '99'");
    }

    [Fact]
    public async Task The_known_season_is_imported_when_the_clock_stands_before_it()
    {
        using var airports = DataFolder.Open("airports/lxndrblz_airports.csv");
        using var season = DataFolder.Open("ssim/gna_iata_sample.ssim");
        await using var module = await RunningModule.StartAsync(
            new FlightsModule(), new InMemoryStorage(), new ModuleOptions { Clock = new ManualClock(new DateTimeOffset(2005, 5, 1, 0, 0, 0, TimeSpan.Zero)) });
        var then = new ManualClock(new DateTimeOffset(2005, 5, 1, 0, 0, 0, TimeSpan.Zero));
        await RunAsync(module, new ImportRequest(ImportKind.Airports, "airports", false, false), airports, then);

        var report = await RunAsync(module, new ImportRequest(ImportKind.Ssim, "season", false, false), season, then);

        report.Errors.ShouldBe(0, string.Join('\n', report.Problems.Where(p => p.Severity == Severity.Error).Take(5)));
        (report.Schedule!.Legs, report.Schedule.FlightNumbers, report.Schedule.Stations, report.Schedule.DatedLegs).ShouldBe((514, 87, 15, 3070));
        (report.Counts.Created + report.Skipped["noPassengers"]).ShouldBe(3070);
    }

    [Fact]
    public async Task Whoever_asks_for_an_import_sees_it_at_work_or_at_its_end_at_every_instant()
    {
        var importer = Importer.Of(flights);
        for (var i = 0; i < 100; i++)
        {
            var request = new ImportRequest(ImportKind.Airports, $"file {i}", IsDryRun: true, IncludesAll: false);
            var file = new MemoryStream(Encoding.Latin1.GetBytes(Airports));
            var started = (await flights.Decisions.ExecuteAsync(new StartImport(request, $"hash {i}"), CommandContext.New(), CancellationToken.None)).Result;
            var running = importer.RunAsync(started, request, file, clock, _ => Task.CompletedTask, CancellationToken.None);
            while (importer.AtWork.Contains(started.Id.ToString()))
            {
                await Task.Yield();
            }

            var row = await flights.FindAsync<ImportRow>(ImportHistoryProjection.ReadModel, started.Id.ToString());
            row.ShouldNotBeNull().Status.ShouldBe(ImportStatus.Completed, $"import {i} has stopped");
            await running;
        }
    }

    private Task<ImportReport> ImportAsync(ImportKind kind, string text, Func<ImportCounts, Task>? progress = null, CancellationToken cancellation = default) =>
        RunAsync(flights, new ImportRequest(kind, "a file", IsDryRun: false, IncludesAll: false), new MemoryStream(Encoding.Latin1.GetBytes(text)), clock, progress, cancellation);

    private Task<ImportReport> TryAsync(ImportKind kind, string text) => Importer.Of(flights).TryAsync(
        new ImportRequest(kind, "a file", IsDryRun: true, IncludesAll: false), new MemoryStream(Encoding.Latin1.GetBytes(text)), clock, _ => Task.CompletedTask, default);

    private static async Task<ImportReport> RunAsync(
        RunningModule module, ImportRequest request, Stream file, TimeProvider clock, Func<ImportCounts, Task>? progress = null, CancellationToken cancellation = default)
    {
        var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, CancellationToken.None);
        bytes.Position = 0;
        var started = await module.Decisions.ExecuteAsync(new StartImport(request, Importer.HashOf(bytes)), CommandContext.New(), CancellationToken.None);
        return (await Importer.Of(module).RunAsync(started.Result, request, bytes, clock, progress ?? (_ => Task.CompletedTask), cancellation))!;
    }

    private async Task<IReadOnlyList<string>> FlightEventsAsync()
    {
        var head = await flights.Log.ReadHeadAsync(CancellationToken.None);
        var page = await flights.Log.ReadAsync(0, (int)head.Position, types: null, CancellationToken.None);
        return [.. page.Events.Where(e => e.Type.StartsWith("flights.", StringComparison.Ordinal) && !e.Type.StartsWith("flights.import.", StringComparison.Ordinal)).Select(e => $"{e.Stream} {e.Type}")];
    }

    private async Task CaughtUpAsync() => await flights.CaughtUpAsync((await flights.Log.ReadHeadAsync(CancellationToken.None)).Position, TimeSpan.FromSeconds(10));
}
