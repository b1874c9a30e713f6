using System.Runtime.CompilerServices;

namespace Contrail.Engine.Log;

/// <summary>
/// Lets what is ready to run go first. Whoever commits for several gives way before it takes what waits: on a busy machine more comes
/// together in one commit, on an idle one there is nobody to give way to, and no time is lost. Nothing ever waits for a clock.
/// </summary>
public static class GiveWay
{
    // Each turn ends when the pool's queue, as it stood then, is worked off. Measured with bench/run purchases.
    private const int Turns = 8;

    /// <summary>Returns at once if nothing else is ready; else at the end of the pool's queue, some times over.</summary>
    public static ValueTask ToOthersAsync() => ThreadPool.PendingWorkItemCount == 0 ? ValueTask.CompletedTask : TakeTurnsAsync();

    private static async ValueTask TakeTurnsAsync()
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            await default(Turn);
        }
    }

    private readonly struct Turn : ICriticalNotifyCompletion
    {
        public bool IsCompleted => ThreadPool.PendingWorkItemCount == 0;

        public Turn GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) =>
            ThreadPool.UnsafeQueueUserWorkItem(static then => then(), continuation, preferLocal: false);
    }
}
