using System.Text.Json.Nodes;

namespace Contrail.BlackBox;

/// <summary>An event as the operations routes show it.</summary>
/// <param name="Module">Whose log.</param>
/// <param name="Position">Its place in the log.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its place in the stream.</param>
/// <param name="Id">Its id.</param>
/// <param name="Type">Wire name with version.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Command">What decided it: the same for all events of one append.</param>
/// <param name="Cause">The event that led to it; null when a person did.</param>
/// <param name="Actor">Who asked for it.</param>
/// <param name="Source">For messages of another module: which.</param>
/// <param name="SourceSequence">Ascending in each stream of a source.</param>
public sealed record SeenEvent(
    string Module, long Position, string Stream, long Version, string Id, string Type, DateTimeOffset RecordedAt, string Command, string? Cause, string? Actor,
    string? Source, long? SourceSequence);

/// <summary>Reads whole logs through the operations routes.</summary>
public static class StoredEvents
{
    /// <summary>The last position of each module's log.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> HeadsAsync(ApiClient staff, CancellationToken cancellation = default) =>
        (await staff.GetAsync("/api/ops/modules", null, cancellation)).Expect().AsArray().ToDictionary(m => (string)m!["name"]!, m => (long)m!["head"]!);

    /// <summary>The events of a module after a position.</summary>
    public static async Task<IReadOnlyList<SeenEvent>> ReadAsync(ApiClient staff, string module, long after = 0, CancellationToken cancellation = default)
    {
        var events = new List<SeenEvent>();
        for (long? next = after; next is not null;)
        {
            var page = (await staff.GetAsync($"/api/ops/{module}/events?limit=200&after={next}", null, cancellation)).Expect();
            events.AddRange(page["items"]!.AsArray().Select(e => Of(e!)));
            next = (long?)page["next"];
        }

        return events;
    }

    private static SeenEvent Of(JsonNode e)
    {
        var metadata = e["metadata"]!;
        return new SeenEvent(
            (string)e["module"]!, (long)e["position"]!, (string)e["stream"]!, (long)e["version"]!, (string)e["id"]!, (string)e["type"]!,
            (DateTimeOffset)e["recordedAt"]!, (string)metadata["commandId"]!, (string?)metadata["causationId"], (string?)metadata["actor"],
            (string?)metadata["source"], (long?)metadata["sourceSequence"]);
    }
}
