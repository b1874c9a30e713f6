using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Engine.Tests.Tamper;

/// <summary>What became of a damaged log.</summary>
internal enum Finding
{
    /// <summary>It was not opened.</summary>
    Refused,

    /// <summary>It was opened, and a verification says what is wrong.</summary>
    Reported,

    /// <summary>Every event is as it was.</summary>
    Harmless,

    /// <summary>Events differ, are missing or cannot be read, and neither opening nor verifying says so.</summary>
    Silent,
}

/// <summary>What became of a damaged log, and why.</summary>
/// <param name="Finding">What became of it.</param>
/// <param name="Why">What was said.</param>
/// <param name="IsUnavailable">Whether the store could not be reached.</param>
internal sealed record Judgement(Finding Finding, string Why, bool IsUnavailable = false)
{
    /// <summary>Opens the log as a process would, verifies it, and reads everything.</summary>
    public static async Task<Judgement> OfAsync(Func<Task<IModuleStorage>> open, string content)
    {
        IModuleStorage module;
        try
        {
            module = await open();
        }
        catch (Exception e) when (IsClear(e))
        {
            return Of(Finding.Refused, e);
        }

        await using (module)
        {
            try
            {
                var report = await LogVerifier.VerifyAsync(module.Log, module.Anchor);
                if (!report.IsWhole)
                {
                    return new Judgement(Finding.Reported, report.Problems[0]);
                }
            }
            catch (Exception e) when (IsClear(e))
            {
                return Of(Finding.Reported, e);
            }

            // Now the log counts as whole. That a reader stumbles over it later is no finding of ours.
            try
            {
                return new Judgement(await LogContent.ReadAsync(module) == content ? Finding.Harmless : Finding.Silent, "");
            }
            catch (Exception e) when (IsClear(e))
            {
                return Of(Finding.Silent, e);
            }
        }
    }

    private static Judgement Of(Finding finding, Exception e) => new(finding, e.Message, e is StorageUnavailableException);

    private static bool IsClear(Exception e) => e is LogDamagedException or StorageUnavailableException or InvalidOperationException;
}
