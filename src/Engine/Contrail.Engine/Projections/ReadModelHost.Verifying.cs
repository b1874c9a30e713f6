using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Projections;

// Comparing a read model with its rebuild.
internal sealed partial class ReadModelHost
{
    /// <summary>Rebuilds to the side up to the position of the served rows and compares row by row.</summary>
    public async Task<ReadModelReport> VerifyAsync(CancellationToken cancellation)
    {
        var generations = await tables.ReadGenerationsAsync(projection.Name, cancellation).ConfigureAwait(false);
        var table = generations.First(g => g.IsServed).Table;
        var side = $"{projection.Name}_check";
        await tables.DropTableAsync(side, side, cancellation).ConfigureAwait(false);
        await tables.CreateTableAsync(projection.Schema(side), cancellation).ConfigureAwait(false);
        try
        {
            return await tables.ReadAllAsync(
                projection.Schema(table),
                table,
                async (position, rows) =>
                {
                    await BuildAsync(side, position, table, cancellation).ConfigureAwait(false);
                    return await tables.ReadAllAsync(
                        projection.Schema(side), side, (_, rebuilt) => CompareAsync(position, rows, rebuilt, cancellation), cancellation).ConfigureAwait(false);
                },
                cancellation).ConfigureAwait(false);
        }
        finally
        {
            await tables.DropTableAsync(side, side, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Folds the log into a table up to a position, leaving out what the served table has parked.</summary>
    private async Task BuildAsync(string table, long upTo, string parkedBy, CancellationToken cancellation)
    {
        var subscriber = new ProjectionSubscriber(projection, table, tables, serializer);
        var lease = await subscriptions.AcquireAsync(table, $"verify-{Guid.CreateVersion7()}", TimeSpan.FromMinutes(1), cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"{projection.Name} is being verified already.");
        var parked = (await subscriptions.ReadParkedAsync(parkedBy, 0, int.MaxValue, cancellation).ConfigureAwait(false)).Select(p => p.Position).ToHashSet();
        for (long position = 0; position < upTo;)
        {
            var page = await log.ReadAsync(position, 1000, subscriber.Types, cancellation).ConfigureAwait(false);
            var events = page.Events.Where(e => e.Position <= upTo && !parked.Contains(e.Position)).ToList();
            position = Math.Min(page.ScannedTo, upTo);
            do
            {
                // What fails here and is not parked was discarded by an operator: it is left out and its followers are not.
                var handled = await subscriber.HandleAsync(events, cancellation).ConfigureAwait(false);
                await subscriptions.CommitAsync(lease, new SubscriptionCommit(position, [], [], handled.Rows), cancellation).ConfigureAwait(false);
                events = [.. handled.Faults.Where(f => f.Error is null).Select(f => f.Event)];
            }
            while (events.Count > 0);
        }
    }

    private async ValueTask<ReadModelReport> CompareAsync(
        long position, IAsyncEnumerable<object?[]> servedRows, IAsyncEnumerable<object?[]> rebuiltRows, CancellationToken cancellation)
    {
        var differences = new List<string>();
        long count = 0;
        await using var left = servedRows.GetAsyncEnumerator(cancellation);
        await using var right = rebuiltRows.GetAsyncEnumerator(cancellation);
        var (hasLeft, hasRight) = (await left.MoveNextAsync().ConfigureAwait(false), await right.MoveNextAsync().ConfigureAwait(false));
        while ((hasLeft || hasRight) && differences.Count < 20)
        {
            var order = !hasLeft ? 1 : !hasRight ? -1 : string.CompareOrdinal((string)left.Current[0]!, (string)right.Current[0]!);
            if (order != 0 || !left.Current.SequenceEqual(right.Current))
            {
                differences.Add((string)(order <= 0 ? left.Current[0]! : right.Current[0]!));
            }

            count += order <= 0 ? 1 : 0;
            hasLeft = order <= 0 ? await left.MoveNextAsync().ConfigureAwait(false) : hasLeft;
            hasRight = order >= 0 ? await right.MoveNextAsync().ConfigureAwait(false) : hasRight;
        }

        return new ReadModelReport(projection.Name, position, count, differences);
    }
}
