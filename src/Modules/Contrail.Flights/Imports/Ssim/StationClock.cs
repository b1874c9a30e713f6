using NodaTime;
using NodaTime.TimeZones;

namespace Contrail.Flights.Imports.Ssim;

/// <summary>Local time at one end of a leg: by the time-zone database where the airport is known, else by the UTC variation of the record.</summary>
internal sealed class StationClock(DateTimeZone? zone, int? variation)
{
    /// <summary>As everywhere in Flights: a skipped time moves forward, of two equal times the first one counts.</summary>
    private static readonly ZoneLocalMappingResolver Policy = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    /// <summary>Whether there is anything to reckon with.</summary>
    public bool IsKnown => zone is not null || variation is not null;

    public Instant InstantOf(LocalDateTime local) =>
        zone is null ? local.WithOffset(Fixed).ToInstant() : zone.ResolveLocal(local, Policy).ToInstant();

    public LocalDateTime LocalOf(Instant instant) =>
        zone is null ? instant.WithOffset(Fixed).LocalDateTime : instant.InZone(zone).LocalDateTime;

    /// <summary>What the database says at an instant, when the record says otherwise.</summary>
    public Offset? OtherThanRecord(Instant instant) =>
        zone is not null && variation is { } minutes && zone.GetUtcOffset(instant) is var actual && actual != Offset.FromSeconds(minutes * 60) ? actual : null;

    private Offset Fixed => Offset.FromSeconds((variation ?? 0) * 60);
}
