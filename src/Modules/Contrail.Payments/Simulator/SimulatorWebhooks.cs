using Contrail.Payments.Webhooks;

namespace Contrail.Payments.Simulator;

/// <summary>
/// Decides what was left pending when its time has come, and tells us until we say that we have heard: again after a restart, again
/// after an error. What is due lies in the file.
/// </summary>
internal sealed class SimulatorWebhooks(SimulatorWriter writer, TimeProvider clock) : IAsyncDisposable
{
    private const int AtOnce = 100;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    public void Start(Func<WebhookBody, CancellationToken, Task<bool>> deliver) => running = Task.Run(() => RunAsync(deliver));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    private async Task RunAsync(Func<WebhookBody, CancellationToken, Task<bool>> deliver)
    {
        using var timer = new PeriodicTimer(BetweenLooks, clock);
        try
        {
            do
            {
                await DeliverDueAsync(deliver);
            }
            while (await timer.WaitForNextTickAsync(stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was not delivered is delivered by the next run.
        }
    }

    private async Task DeliverDueAsync(Func<WebhookBody, CancellationToken, Task<bool>> deliver)
    {
        try
        {
            foreach (var (operation, attempts) in await writer.WriteAsync(database => Settle(database, clock.GetUtcNow()), stop.Token))
            {
                await DeliverAsync(operation, attempts, deliver);
            }
        }
        catch (IOException)
        {
            // The file cannot be written now; what is due stays due.
        }
    }

    private async Task DeliverAsync(SimulatorOperation operation, long attempts, Func<WebhookBody, CancellationToken, Task<bool>> deliver)
    {
        var isHeard = await TryAsync(() => deliver(WebhookBody.Of(operation.Key, operation.Answer), stop.Token));
        var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(attempts, 10))));
        var due = (clock.GetUtcNow() + pause).ToUnixTimeMilliseconds();
        await writer.WriteAsync(
            database => isHeard
                ? database.Execute("delete from webhooks where key = $1", operation.Key)
                : database.Execute("update webhooks set attempts = attempts + 1, due = $2 where key = $1", operation.Key, due),
            stop.Token);
    }

    private static List<(SimulatorOperation Operation, long Attempts)> Settle(SimulatorDatabase database, DateTimeOffset now)
    {
        var due = database.Query(
            "select key, attempts from webhooks where due <= $1 order by due limit $2", row => (Key: row.GetString(0), Attempts: row.GetInt64(1)), now.ToUnixTimeMilliseconds(), AtOnce);
        foreach (var (key, _) in due)
        {
            database.Execute("update operations set outcome = $2 where key = $1 and outcome = $3", key, SimulatorOperation.Approved, SimulatorOperation.Pending);
        }

        return [.. due.Select(d => (SimulatorOperation.Find(database, d.Key)!, d.Attempts))];
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> deliver)
    {
        try
        {
            return await deliver();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false;
        }
    }
}
