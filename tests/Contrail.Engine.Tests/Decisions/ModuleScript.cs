using FsCheck;
using FsCheck.Fluent;

namespace Contrail.Engine.Tests.Decisions;

/// <summary>One command: who asks for how many seats of which bank, or gives them back.</summary>
public sealed record Call(int Command, int Bank, int Holder, int Seats, CallKind Kind)
{
    public override string ToString() => $"command {Command}: {Kind} {Seats} of B{Bank} for h{Holder}";
}

public enum CallKind
{
    Hold,
    Release,
    Sell,
    Move,
}

/// <summary>Calls made at once, and what happens when they are answered.</summary>
public sealed record Wave(IReadOnlyList<Call> Calls, bool Restarts, Faults Faults)
{
    public override string ToString() => $"at once [{string.Join("; ", Calls)}]{(Faults == Faults.None ? "" : $" over {Faults}")}{(Restarts ? "; restart" : "")}";
}

/// <summary>How many appends, and commits of subscriptions, fail before anything is written or after.</summary>
public sealed record Faults(int UnavailableAppends, int LostAnswers, int UnavailableCommits, int LostCommits)
{
    public static Faults None { get; } = new(0, 0, 0, 0);
}

/// <summary>What many callers do with a module: some of it twice, over failures and restarts.</summary>
public sealed record ModuleScript(IReadOnlyList<Wave> Waves, int CachedStates, int PageSize, int Nodes)
{
    public static Arbitrary<ModuleScript> Any { get; } = Arb.From(
        from count in Gen.Choose(1, 6)
        from waves in Gen.ListOf(AnyWave(), count)
        from cached in Gen.Elements(1, 2, 3, 1000)
        from page in Gen.Elements(1, 2, 7, 500)
        from nodes in Gen.Choose(1, 2)
        select new ModuleScript([.. waves], cached, page, nodes),
        Smaller);

    public override string ToString() => $"{Nodes} nodes, {CachedStates} states in memory, pages of {PageSize}:\n{string.Join('\n', Waves)}";

    private static Gen<Wave> AnyWave() =>
        from count in Gen.Choose(1, 25)
        from calls in Gen.ListOf(AnyCall(), count)
        from restarts in Gen.Frequency((1, Gen.Constant(true)), (2, Gen.Constant(false)))
        from faults in Gen.ListOf(Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(1, 2))), 4)
        select new Wave([.. calls], restarts, new Faults(faults[0], faults[1], faults[2], faults[3]));

    /// <summary>Few command ids, so that many are used again: a call is what its command id says.</summary>
    private static Gen<Call> AnyCall() =>
        from command in Gen.Choose(0, 120)
        select new Call(command, command % 3, command % 11, 1 + (command % 4), (CallKind)(command / 7 % 4));

    private static IEnumerable<ModuleScript> Smaller(ModuleScript script)
    {
        foreach (var (n, wave) in script.Waves.Index())
        {
            if (script.Waves.Count > 1)
            {
                yield return script with { Waves = [.. script.Waves.Where((_, i) => i != n)] };
            }

            if (wave.Calls.Count > 1)
            {
                yield return With(script, n, wave with { Calls = [.. wave.Calls.Take(wave.Calls.Count / 2)] });
                yield return With(script, n, wave with { Calls = [.. wave.Calls.Skip(wave.Calls.Count / 2)] });
            }

            if (wave.Restarts || wave.Faults != Faults.None)
            {
                yield return With(script, n, wave with { Restarts = false, Faults = Faults.None });
            }
        }
    }

    private static ModuleScript With(ModuleScript script, int n, Wave wave) => script with { Waves = [.. script.Waves.Select((w, i) => i == n ? wave : w)] };
}
