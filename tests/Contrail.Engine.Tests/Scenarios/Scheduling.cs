using Contrail.Engine.Decisions;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Specs;
using Contrail.SeatBank.SeatBanks;

namespace Contrail.Engine.Tests.Scenarios;

internal static class Scheduling
{
    /// <summary>
    /// Waits until the scheduler has carried out what is due now. What is due at once is carried out side by side, and then it looks
    /// again: when a second command that was scheduled for now is done, everything that was due before the first one is.
    /// </summary>
    public static async Task LookAsync(this RunningModule module, ManualClock clock)
    {
        await LookOnceAsync(module, clock);
        await LookOnceAsync(module, clock);
    }

    private static async Task LookOnceAsync(RunningModule module, ManualClock clock)
    {
        var marker = $"marker-{Guid.CreateVersion7():N}";
        await module.OpenAsync(marker, 1);
        await module.HoldAsync(marker, "look");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        module.Log.Committed += Look;
        await module.DecideAsync(d => d.Schedule($"look:{marker}", clock.GetUtcNow(), new ReleaseSeats(new(marker), "look")));
        await released.Task.WaitAsync(patience.Token);
        module.Log.Committed -= Look;

        void Look(CommitNotice commit) => _ = Task.Run(
            async () =>
            {
                if ((await module.BankAsync(marker)).Held == 0)
                {
                    released.TrySetResult();
                }
            },
            patience.Token);
    }
}
