using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Engine.AspNetCore;

/// <summary>Waits for a module's log to grow.</summary>
internal static class Arrival
{
    /// <summary>Whether the stream exists within the limit.</summary>
    public static async Task<bool> WaitAsync(RunningModule module, string stream, TimeSpan limit, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ending.CancelAfter(limit);
        var committed = new SemaphoreSlim(0); // Not disposed: a notice that is on its way must not fail, or others miss the commit.
        var isHere = false;
        void OnCommitted(CommitNotice notice)
        {
            if (notice.Streams?.Contains(stream) == true)
            {
                Volatile.Write(ref isHere, true);
            }
            else if (notice.Streams is not null)
            {
                return;
            }

            committed.Release();
        }

        module.Log.Committed += OnCommitted;
        try
        {
            while (!Volatile.Read(ref isHere) && !await ExistsAsync(module, stream, cancellation).ConfigureAwait(false))
            {
                await committed.WaitAsync(ending.Token).ConfigureAwait(false);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            module.Log.Committed -= OnCommitted;
        }
    }

    private static async ValueTask<bool> ExistsAsync(RunningModule module, string stream, CancellationToken cancellation) =>
        (await module.Log.ReadStreamAsync(stream, 0, 1, cancellation).ConfigureAwait(false)).Count > 0;
}
