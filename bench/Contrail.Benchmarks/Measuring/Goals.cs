namespace Contrail.Benchmarks.Measuring;

/// <summary>
/// The goals, each against the fastest mode of the best known .NET event store. Those figures were taken once, in another run, on
/// a machine of two cores: the raw limits of both runs say how far a comparison can be trusted.
/// </summary>
internal static class Goals
{
    public const string Caption = "Goals: 'best known' was measured in another run on a two-core machine (raw limits there: multi-row INSERT 140,000/s, COPY 150,000/s, fdatasync 6,000-10,000/s).";

    private static readonly Goal[] All =
    [
        new(Work.NewStreams, "postgres", 1, 5_000, 3_500),
        new(Work.NewStreams, "postgres", 32, 42_000, 8_400),
        new(Work.NewStreams, "postgres", 64, 58_800, 8_400),
        new(Work.Nodes(2), "postgres", 64, 42_000, 8_400),
        new(Work.Nodes(4), "postgres", 64, 33_600, 8_400),
        new(Work.OneStream, "postgres", 32, 20_000, 412),
        new(Work.Batches, "postgres", 4, 120_000, 79_000),
        new(Work.ReadStreams, "postgres", 1, 3_800, 1_900),
        new(Work.ReadStreams, "postgres", 8, 6_400, 3_200),
        new(Work.Replay, "postgres", 1, 350_000, 177_000),
        new(Work.CatchUp, "postgres", 1, 100_000, 36_700),
        new(Work.Visible, "postgres", 1, 3, 5, IsMilliseconds: true),
        new(Work.ColdStart, "postgres", 1, 2_000, null, IsMilliseconds: true),
        new(Work.NewStreams, "sqlite", 1, 5_000, 3_400),
        new(Work.NewStreams, "sqlite", 32, 25_000, 1_140),
        new(Work.ReadStreams, "sqlite", 1, 4_000, null),
        new(Work.Replay, "sqlite", 1, 400_000, null),
        new(Work.CatchUp, "sqlite", 1, 100_000, null),
        new(Work.Visible, "sqlite", 1, 3, null, IsMilliseconds: true),
        new(Work.ColdStart, "sqlite", 1, 2_000, null, IsMilliseconds: true),
    ];

    /// <summary>The goal of a row, and whether it holds; if not, whether it holds for the driver alone.</summary>
    public static (string Goal, string Ratio, string Verdict) Judge(Measured row)
    {
        var goal = Array.Find(All, g => g.Work == row.Work && g.Store == row.Store && g.Callers == row.Callers);
        if (goal is null || (goal.IsMilliseconds ? row.P50Ms : row.PerSecond) is not { } value)
        {
            return ("", "", "");
        }

        var ratio = goal.BestKnown is not { } best ? "" : $"{(goal.IsMilliseconds ? best / value : value / best):0.0}x";
        return goal.IsMilliseconds
            ? ($"<= {goal.Value:#,0} ms", ratio, value <= goal.Value ? "ok" : "MISS")
            : ($">= {goal.Value:#,0}", ratio, value >= goal.Value ? "ok" : row.RawPerSecond < goal.Value ? "MISS, so does raw" : "MISS");
    }

    private sealed record Goal(string Work, string Store, int Callers, double Value, double? BestKnown, bool IsMilliseconds = false);
}
