using System.Globalization;
using System.Runtime.CompilerServices;
using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Features;
using Contrail.Flights.Imports.Layouts;
using Contrail.Flights.Imports.Ssim;
using NodaTime;

namespace Contrail.Flights.Imports;

/// <summary>The dated flights of a schedule. Aircraft types that are unknown are registered when the first flight names them.</summary>
internal sealed class SsimSource : IImportSource
{
    /// <summary>Service types on which passengers can be sold seats: scheduled, shuttle, additional and charter flights.</summary>
    private const string PassengerServices = "JSUQGBRC";

    private readonly ImportProblems problems;
    private readonly Tally skips;
    private readonly IImportTarget target;
    private readonly ImportRequest request;
    private readonly TimeProvider clock;
    private readonly SsimReader reader;
    private readonly LegExpansion expansion;
    private readonly Tally serviceTypes = new();
    private readonly HashSet<string> flightNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeZone?> zones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<CabinLayout>> layouts = new(StringComparer.Ordinal);
    private readonly List<string> registered = [];
    private int legs;

    public SsimSource(Stream file, ImportProblems problems, Tally skips, IImportTarget target, ImportRequest request, TimeProvider clock)
    {
        (this.problems, this.skips, this.target, this.request, this.clock) = (problems, skips, target, request, clock);
        reader = new SsimReader(file, problems);
        expansion = new LegExpansion(ZoneOf, problems);
    }

    public int Lines => reader.Lines;

    public string? Format => null;

    public ScheduleFacts? Schedule => new(
        legs, flightNumbers.Count, zones.Count, expansion.DatedLegs, expansion.Duplicates, expansion.First, expansion.Last, serviceTypes.Counts, registered);

    public async IAsyncEnumerable<ImportStep> StepsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var leg in reader.Legs())
        {
            cancellation.ThrowIfCancellationRequested();
            legs++;
            flightNumbers.Add(leg.FlightNumber);
            serviceTypes.Add(leg.ServiceType.ToString());
            IReadOnlyList<CabinLayout>? seats = null;
            foreach (var dated in expansion.Expand(leg))
            {
                if (!IsImported(dated))
                {
                    continue;
                }

                seats ??= await SeatsOfAsync(leg, cancellation).ConfigureAwait(false);
                yield return StepOf(dated, seats);
            }
        }
    }

    private static ImportStep StepOf(DatedLeg dated, IReadOnlyList<CabinLayout> seats) => new(
        dated.Leg.Line, SsimField.FlightOfRecord.First,
        string.Create(CultureInfo.InvariantCulture, $"{dated.Leg.Designator}-{dated.Date:yyyy-MM-dd}-{dated.Leg.Departure.Code}"),
        new ScheduleFlight(
            dated.Leg.Designator, dated.Date, AirportCode.Parse(dated.Leg.Departure.Code), AirportCode.Parse(dated.Leg.Arrival.Code), dated.Departs, dated.Arrives,
            dated.ArrivalDayOffset, AircraftTypeCode.Parse(dated.Leg.Aircraft), seats, dated.Leg.ServiceType.ToString()));

    private bool IsImported(DatedLeg dated)
    {
        var reason = zones[dated.Leg.Departure.Code] is null || zones[dated.Leg.Arrival.Code] is null ? "unknownAirport"
            : !request.IncludesAll && !PassengerServices.Contains(dated.Leg.ServiceType, StringComparison.Ordinal) ? "noPassengers"
            : dated.DepartsAt <= clock.GetUtcNow() ? "inThePast"
            : null;
        if (reason is not null)
        {
            skips.Add(reason);
        }

        return reason is null;
    }

    private DateTimeZone? ZoneOf(string station)
    {
        if (!zones.TryGetValue(station, out var zone))
        {
            var airport = target.Find<Airport>(AirportCode.Parse(station));
            zones[station] = zone = airport is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(airport.Details.TimeZone);
        }

        return zone;
    }

    /// <summary>The seats of a leg: those of its type, unless its configuration says that there are others.</summary>
    private async Task<IReadOnlyList<CabinLayout>> SeatsOfAsync(SsimLeg leg, CancellationToken cancellation)
    {
        var key = $"{leg.Aircraft} {leg.Configuration}";
        if (layouts.TryGetValue(key, out var known))
        {
            return known;
        }

        var asked = CabinConfiguration.Parse(leg.Configuration);
        if (asked is null && leg.Configuration.Length > 0)
        {
            problems.Warn(leg.Line, SsimField.Configuration.First, SsimField.Configuration.Name, leg.Configuration, "cabins and seats, such as J14Y150VV164; the usual seats of the type are used");
        }

        var typical = AircraftCatalogue.Find(leg.Aircraft, asked);
        var ofType = await TypeLayoutAsync(leg, typical, asked, cancellation).ConfigureAwait(false);
        return layouts[key] = asked is null || ofType.Select(c => new CabinSeats(c.Cabin, c.Capacity)).SequenceEqual(asked) ? ofType : SeatLayouts.Draw(asked, typical.Body);
    }

    private async Task<IReadOnlyList<CabinLayout>> TypeLayoutAsync(
        SsimLeg leg, TypicalAircraft typical, IReadOnlyList<CabinSeats>? asked, CancellationToken cancellation)
    {
        var code = AircraftTypeCode.Parse(leg.Aircraft);
        if (target.Find<AircraftType>(code) is { } known)
        {
            return known.Details.Cabins;
        }

        var drawn = SeatLayouts.Draw(asked ?? CabinConfiguration.Parse(typical.Configuration)!, typical.Body);
        registered.Add(leg.Aircraft);
        await target.ApplyAsync(new RegisterAircraftType(code, typical.Name, typical.RangeKm, typical.CruiseKmh, drawn), $"type {code}", cancellation).ConfigureAwait(false);
        return drawn;
    }
}
