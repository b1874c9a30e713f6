using System.Text.Json;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;
using Xunit;

namespace Contrail.Engine.Testing.Specs;

/// <summary>Given what happened, then the read model has exactly these rows, however the events are cut into pages.</summary>
public static class ProjectionSpec
{
    /// <summary>Specifies a projection with the events of a module.</summary>
    public static ProjectionSpec<TRow> For<TRow>(Module module, Projection<TRow> projection)
        where TRow : class => new(Wire.Of(module), projection, []);
}

/// <summary>What happened.</summary>
/// <typeparam name="TRow">A row of the read model.</typeparam>
public sealed class ProjectionSpec<TRow>
    where TRow : class
{
    private const string Table = "spec";
    private readonly Wire wire;
    private readonly Projection<TRow> projection;
    private readonly IReadOnlyList<RecordedEvent> given;

    internal ProjectionSpec(Wire wire, Projection<TRow> projection, IReadOnlyList<RecordedEvent> given) =>
        (this.wire, this.projection, this.given) = (wire, projection, given);

    /// <summary>Further events, recorded where a manual clock begins.</summary>
    public ProjectionSpec<TRow> Given(params object[] events) => GivenAt(ManualClock.Start, events);

    /// <summary>Further events, recorded at an instant.</summary>
    public ProjectionSpec<TRow> GivenAt(DateTimeOffset at, params object[] events) =>
        new(wire, projection, [.. given, .. events.Select((e, i) => wire.Record(e, "spec-1", given.Count + i + 1, given.Count + i + 1, at))]);

    /// <summary>Exactly these rows; in one page, with one event in each page, with a restart before each event, and from zero again.</summary>
    public async Task ThenAsync(params TRow[] rows)
    {
        var expected = rows.Select(TextOf).Order(StringComparer.Ordinal).ToList();
        var relevant = given.Where(e => new ProjectionSubscriber(projection, Table, new InMemoryReadModelStore(), wire.Serializer).Types!.Contains(e.Type)).ToList();
        var single = relevant.Select(e => new[] { e }).ToList();
        Lines.ShouldBe(await FoldAsync([relevant], restarts: false).ConfigureAwait(false), expected, $"{projection.Name} in one page");
        Lines.ShouldBe(await FoldAsync(single, restarts: false).ConfigureAwait(false), expected, $"{projection.Name} with one event in each page");
        Lines.ShouldBe(await FoldAsync(single, restarts: true).ConfigureAwait(false), expected, $"{projection.Name} with a restart before each event");
        Lines.ShouldBe(await FoldAsync([relevant], restarts: false).ConfigureAwait(false), expected, $"{projection.Name} from zero again");
    }

    /// <summary>No rows.</summary>
    public Task ThenNothingAsync() => ThenAsync();

    private static string TextOf(TRow row) => JsonSerializer.Serialize(row, EventSerializer.Options);

    private async Task<List<string>> FoldAsync(IReadOnlyList<IReadOnlyList<RecordedEvent>> pages, bool restarts)
    {
        var tables = new InMemoryReadModelStore();
        var subscriptions = new InMemorySubscriptionStore(TimeProvider.System, tables);
        var subscriber = new ProjectionSubscriber(projection, Table, tables, wire.Serializer);
        await tables.CreateTableAsync(subscriber.Schema, CancellationToken.None).ConfigureAwait(false);
        var lease = await subscriptions.AcquireAsync(Table, "spec", TimeSpan.FromHours(1), CancellationToken.None).ConfigureAwait(false);
        foreach (var page in pages)
        {
            if (restarts)
            {
                subscriber.Reset();
            }

            var handled = await subscriber.HandleAsync(page, CancellationToken.None).ConfigureAwait(false);
            if (handled.Faults.Count > 0)
            {
                Assert.Fail($"{projection.Name} cannot fold {handled.Faults[0].Event.Type}: {handled.Faults[0].Error}");
            }

            await subscriptions.CommitAsync(lease!, new SubscriptionCommit(page.Count == 0 ? 0 : page[^1].Position, [], [], handled.Rows), CancellationToken.None).ConfigureAwait(false);
        }

        return await tables.ReadAllAsync(
            subscriber.Schema,
            Table,
            async (_, all) => (await all.Select(columns => TextOf((TRow)projection.ToRow(columns))).ToListAsync().ConfigureAwait(false)).Order(StringComparer.Ordinal).ToList(),
            CancellationToken.None).ConfigureAwait(false);
    }
}
