using System.Threading.Channels;

namespace Contrail.Payments.Simulator;

/// <summary>
/// Writes to the simulator's file: what comes while a commit is on its way shares the next one. Whoever asks is answered when the
/// answer is durable. Safe for concurrent use.
/// </summary>
internal sealed class SimulatorWriter : IAsyncDisposable
{
    private const int LongestQueue = 10_000;
    private const int LargestCommit = 512;
    private readonly Channel<Work> queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly Lazy<Task> running;

    /// <param name="file">Opened, and created if it is missing, when it is first needed.</param>
    public SimulatorWriter(string file) => running = new Lazy<Task>(() =>
    {
        var database = SimulatorDatabase.Open(file);
        return Task.Run(() => RunAsync(database));
    });

    /// <summary>Carries out work in a transaction that others may share, and answers when it is committed.</summary>
    /// <exception cref="IOException">The file cannot be written: nothing was done, or it is not known whether it was.</exception>
    public async Task<T> WriteAsync<T>(Func<SimulatorDatabase, T> work, CancellationToken cancellation)
    {
        _ = running.Value;
        var asked = new Work<T>(work);
        await queue.Writer.WriteAsync(asked, cancellation);
        return await asked.Done.Task.WaitAsync(cancellation);
    }

    /// <summary>Commits what was asked for and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (running.IsValueCreated)
        {
            await running.Value;
        }
    }

    private async Task RunAsync(SimulatorDatabase database)
    {
        using var closing = database;
        var batch = new List<Work>(LargestCommit);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestCommit && queue.Reader.TryRead(out var work))
            {
                batch.Add(work);
            }

            CarryOut(batch, database);
            batch.Clear();
        }
    }

    private static void CarryOut(List<Work> batch, SimulatorDatabase database)
    {
        try
        {
            database.Begin();
            batch.ForEach(w => w.Run(database));
            database.Commit();
        }
        catch (Exception e)
        {
            database.Rollback();
            batch.ForEach(w => w.Fail(new IOException($"The payment simulator's file cannot be written: {e.Message}", e)));
            return;
        }

        batch.ForEach(w => w.Answer());
    }

    private abstract class Work
    {
        public abstract void Run(SimulatorDatabase database);

        public abstract void Answer();

        public abstract void Fail(Exception error);
    }

    private sealed class Work<T>(Func<SimulatorDatabase, T> work) : Work
    {
        private T? answer;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Run(SimulatorDatabase database) => answer = work(database);

        public override void Answer() => Done.TrySetResult(answer!);

        public override void Fail(Exception error) => Done.TrySetException(error);
    }
}
