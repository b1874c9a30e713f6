using System.Globalization;
using Npgsql;

namespace Contrail.Engine.Postgres;

/// <summary>
/// Tells other nodes where the log ends. Not part of the append's transaction: a transaction that notifies holds a lock of
/// the whole server until it is durable, so the modules of a database would commit one after another. At most one
/// notification is under way, always with the newest head; a notification that is lost is replaced by the listener's heartbeat.
/// </summary>
internal sealed class PostgresNotifier(PostgresConnections connections, string node, TimeProvider clock) : IAsyncDisposable
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

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        Task last;
        lock (gate)
        {
            last = running;
        }

        await last.ConfigureAwait(false);
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
        catch (Exception)
        {
            lock (gate)
            {
                isTelling = false; // Whatever the server said to a hint, the next append tries again; the last one is not worth waiting for.
            }
        }
    }

    private long? Next()
    {
        lock (gate)
        {
            if (sent >= latest)
            {
                isTelling = false; // Under the gate: who comes after this tells again.
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
            PostgresRows.P(string.Create(CultureInfo.InvariantCulture, $"{position} {node}")));
        return await command.ExecuteNonQueryAsync(stopping.Token).ConfigureAwait(false);
    }
}
