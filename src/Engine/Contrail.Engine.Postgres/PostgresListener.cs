using System.Globalization;
using Contrail.Engine.Log;
using Npgsql;

namespace Contrail.Engine.Postgres;

/// <summary>
/// Raises commits: the node's own at once, those of other nodes as they are notified of. A lost connection is opened again with
/// growing pauses, and then, as on each heartbeat, the head is looked up, so that nothing is missed for good.
/// </summary>
internal sealed class PostgresListener(PostgresConnections connections, PostgresOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long announced;
    private Task running = Task.CompletedTask;

    public event Action<CommitNotice>? Committed;

    /// <summary>Tells this node's notifications from those of others.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The channel of a schema.</summary>
    public static string Channel(string schema) => $"contrail_{schema}";

    /// <summary>Starts listening; commits up to the head are known already.</summary>
    public void Start(long head)
    {
        announced = head;
        running = Task.Run(RunAsync);
    }

    /// <summary>Completes once a connection listens.</summary>
    internal Task WaitUntilListeningAsync() => listening.Task;

    /// <summary>Raises a commit.</summary>
    public void Raise(CommitNotice notice)
    {
        Advance(notice.Head);
        notice.Tell(Committed);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, options.Clock, stopping.Token).ConfigureAwait(false);
                await ListenAsync(() => pause = TimeSpan.Zero).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (PostgresErrors.IsStoreError(e) || e is InvalidOperationException)
            {
                pause = pause == TimeSpan.Zero ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
        }
    }

    private async Task ListenAsync(Action connected)
    {
        var connection = await connections.Pool.OpenConnectionAsync(stopping.Token).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            connection.Notification += (_, notification) =>
            {
                if (notification.Payload.Split(' ') is [var text, var node] && node != Node
                    && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
                {
                    Raise(CommitNotice.OfHead(position)); // Even if the position is known: what is scheduled may have changed.
                }
            };
            await using var listen = new NpgsqlCommand($"listen \"{Channel(connections.Schema)}\"", connection);
            await listen.ExecuteNonQueryAsync(stopping.Token).ConfigureAwait(false);
            try
            {
                while (true)
                {
                    await using var head = new NpgsqlCommand("select position from log_head", connection);
                    RaiseIfNew((long)(await head.ExecuteScalarAsync(stopping.Token).ConfigureAwait(false))!);
                    connected();
                    listening.TrySetResult();
                    while (await connection.WaitAsync(options.ListenHeartbeat, stopping.Token).ConfigureAwait(false))
                    {
                    }
                }
            }
            finally
            {
                // It must not go back to the pool as a listener.
                NpgsqlConnection.ClearPool(connection);
            }
        }
    }

    private void RaiseIfNew(long position)
    {
        if (Advance(position))
        {
            CommitNotice.OfHead(position).Tell(Committed);
        }
    }

    /// <summary>Whether the position was not announced before.</summary>
    private bool Advance(long position)
    {
        for (var seen = Volatile.Read(ref announced); seen < position;)
        {
            var found = Interlocked.CompareExchange(ref announced, position, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }
}
