using NodaTime;
using NodaTime.TimeZones;

namespace Contrail.Flights.Schedules;

/// <summary>
/// Clocks on walls and instants, by the time-zone database. A local time that the change to summer time skips moves forward by what was
/// skipped; one that occurs twice is the first of the two. Pure: the database is part of the program.
/// </summary>
internal static class LocalTimes
{
    private static readonly ZoneLocalMappingResolver Policy = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    public static bool IsKnownZone(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    /// <summary>The instant at which clocks of the zone show the time, in the offset that holds then.</summary>
    public static DateTimeOffset Resolve(DateTime local, string zone) =>
        Zone(zone).ResolveLocal(LocalDateTime.FromDateTime(local), Policy).ToDateTimeOffset();

    /// <summary>The instant in the offset that holds in the zone then; its <see cref="DateTimeOffset.DateTime"/> is what clocks show.</summary>
    public static DateTimeOffset InZone(DateTimeOffset instant, string zone) =>
        Instant.FromDateTimeOffset(instant).InZone(Zone(zone)).ToDateTimeOffset();

    private static DateTimeZone Zone(string zone) => DateTimeZoneProviders.Tzdb[zone];
}
