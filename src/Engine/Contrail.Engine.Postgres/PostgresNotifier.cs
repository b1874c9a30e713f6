using System.Globalization;
using Npgsql;

namespace Contrail.Engine.Postgres;

/// <summary>
/// Tells other nodes where the log ends, unless another node has told them of an end further on. Not part of the append's transaction: a
/// transaction that notifies holds a lock of the whole server until it is durable, so the modules of a database would commit one after another. At
/// most one notification is under way, always with the newest head; a notification that is lost is replaced by the listener's heartbeat.
/// </summary>
internal sealed class PostgresNotifier(PostgresConnections connections, PostgresListener listener, TimeProvider clock) : IAsyncDisposable
{
    // A stream of appends is told of so often at most; the first after a pause at once. Each time costs a transaction, and every
    // node some work.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private long latest;
    private long sent;
    private bool isTelling;
    private Task running = Task.CompletedTask;

    /// <summary>Sends a head soon; returns at once.</summary>
    public void Notify(long position)
    {
        lock (gate)
        {
            latest = Math.Max(latest, position);
            sent = Math.Min(sent, latest - 1); // A head that stands still is told again: the schedule may have changed.
            if (!isTelling && !stopping.IsCancellationRequested)
            {
                isTelling = true;
                running = Task.Run(SendAsync);
            }
        }
    }

    /// <summary>Completes once nothing is left to tell.</summary>
    internal Task ToldAsync()
    {
        lock (gate)
        {
            return running;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await ToldAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task SendAsync()
    {
        try
        {
            while (Next() is { } position)
            {
                await connections.RunAsync("notify other nodes", connection => SendAsync(connection, position), stopping.Token).ConfigureAwait(false);
                await Task.Delay(Pause, clock, stopping.Token).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The last hint is not worth waiting for.
        }
        catch (Log.StorageUnavailableException)
        {
            lock (gate)
            {
                isTelling = false; // The next append tries again.
            }
        }
    }

    private long? Next()
    {
        lock (gate)
        {
            // A later head that another node told of was written behind this one: who heard of it need not hear of this one too.
            if (sent >= latest || listener.Heard > latest)
            {
                isTelling = false;
                return null;
            }

            return sent = latest;
        }
    }

    private async Task<int> SendAsync(NpgsqlConnection connection, long position)
    {
        // A notification is a transaction like any other, but a hint need not be flushed.
        await using var command = PostgresRows.Command(
            connection, "select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)", PostgresRows.P(PostgresListener.Channel(connections.Schema)),
            PostgresRows.P(string.Create(CultureInfo.InvariantCulture, $"{position} {listener.Node}")));
        return await command.ExecuteNonQueryAsync(stopping.Token).ConfigureAwait(false);
    }
}
