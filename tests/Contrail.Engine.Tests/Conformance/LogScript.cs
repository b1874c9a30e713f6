using FsCheck;
using FsCheck.Fluent;

namespace Contrail.Engine.Tests.Conformance;

/// <summary>A stream and how far the unit is wrong about its version; 0 is right.</summary>
public sealed record Touch(int Stream, int WrongBy)
{
    public override string ToString() => WrongBy == 0 ? $"{Stream}" : $"{Stream} wrong by {WrongBy}";
}

/// <summary>One unit, and what happens after it.</summary>
public sealed record Step(int Command, IReadOnlyList<Touch> Reads, IReadOnlyList<Touch> Writes, int EventsOfEach, bool EndsBatch, bool Reopens)
{
    public override string ToString() =>
        $"command {Command} reads [{string.Join(", ", Reads)}] writes {EventsOfEach} to [{string.Join(", ", Writes)}]"
        + (EndsBatch || Reopens ? "; append" : "") + (Reopens ? "; reopen" : "");
}

/// <summary>Units for a log in the order in which it judges them, split into batches.</summary>
public sealed record LogScript(IReadOnlyList<Step> Steps)
{
    public static Arbitrary<LogScript> Any { get; } = Arb.From(
        from length in Gen.Choose(1, 40)
        from steps in Gen.ListOf(AnyStep(), length)
        select new LogScript([.. steps]),
        Smaller);

    public override string ToString() => string.Join('\n', Steps);

    private static Gen<Step> AnyStep() =>
        from command in Gen.Choose(1, 60)
        from reads in AnyTouches()
        from writes in AnyTouches()
        from events in Gen.Frequency((8, Gen.Choose(1, 3)), (1, Gen.Choose(20, 40)))
        from endsBatch in Gen.Elements(true, false, false)
        from reopens in Gen.Frequency((1, Gen.Constant(true)), (12, Gen.Constant(false)))
        select new Step(command, reads, [.. writes.DistinctBy(w => w.Stream)], events, endsBatch, reopens);

    private static Gen<List<Touch>> AnyTouches() =>
        from count in Gen.Choose(0, 3)
        from touches in Gen.ListOf(
            from stream in Gen.Choose(0, 5)
            from wrongBy in Gen.Frequency((10, Gen.Constant(0)), (1, Gen.Elements(-1, 1, 5)))
            select new Touch(stream, wrongBy),
            count)
        select touches.ToList();

    private static IEnumerable<LogScript> Smaller(LogScript script)
    {
        var steps = script.Steps;
        if (steps.Count > 3)
        {
            yield return new LogScript([.. steps.Take(steps.Count / 2)]);
            yield return new LogScript([.. steps.Skip(steps.Count / 2)]);
        }

        foreach (var (n, step) in steps.Index())
        {
            yield return new LogScript([.. steps.Where((_, i) => i != n)]);
            if (step.Reads.Count > 0)
            {
                yield return new LogScript([.. steps.Select((s, i) => i == n ? s with { Reads = [] } : s)]);
            }

            if (step.EventsOfEach > 1)
            {
                yield return new LogScript([.. steps.Select((s, i) => i == n ? s with { EventsOfEach = 1 } : s)]);
            }
        }
    }
}
