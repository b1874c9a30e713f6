namespace Contrail.System.Tests.Crash;

/// <summary>One step of a story: one append to one log, found by one of its events.</summary>
/// <param name="Story">In which story it is taken.</param>
/// <param name="Module">In whose log.</param>
/// <param name="Type">The event by which it is recognised, the rarest of the append.</param>
/// <param name="Nth">Which of that type, counted from the beginning of the story.</param>
/// <param name="Types">All that is appended.</param>
/// <param name="IsAnswerFromOutside">Whether it records what came of asking the bank or the mail: before it, the outside has acted and we do not know yet.</param>
internal sealed record Step(Story Story, string Module, string Type, int Nth, string Types, bool IsAnswerFromOutside)
{
    public override string ToString() => $"{Module}: {Type} #{Nth} of '{Story.Name}'";

    /// <summary>Tells every story once without trouble and learns of which steps they consist; a step that an earlier story takes is not repeated.</summary>
    public static async Task<IReadOnlyList<Step>> LearnAsync(CrashWorld world)
    {
        var steps = new List<Step>();
        foreach (var story in Story.All)
        {
            var before = await StoredEvents.HeadsAsync(world.Staff);
            await story.TellAsync(world, world.NewBuyer(), CancellationToken.None);
            await Quiet.WaitAsync(world.Staff);
            var known = steps.Select(s => (s.Module, s.Types)).ToHashSet();
            foreach (var (module, head) in before)
            {
                var taken = StepsOf(story, module, await StoredEvents.ReadAsync(world.Staff, module, head));
                steps.AddRange(taken.Where(s => !known.Contains((s.Module, s.Types))));
            }
        }

        return steps;
    }

    private static IEnumerable<Step> StepsOf(Story story, string module, IReadOnlyList<SeenEvent> events)
    {
        var count = events.CountBy(e => e.Type).ToDictionary();
        foreach (var append in events.GroupBy(e => e.Command))
        {
            var rarest = append.OrderBy(e => count[e.Type]).ThenBy(e => e.Type.StartsWith("engine.", StringComparison.Ordinal)).First();
            var nth = events.Count(e => e.Type == rarest.Type && e.Position <= rarest.Position);
            var actor = append.First().Actor ?? "";
            var isAnswer = actor.StartsWith("AskFor", StringComparison.Ordinal) || actor.StartsWith("Deliver", StringComparison.Ordinal) || actor == "gateway";
            yield return new Step(story, module, rarest.Type, nth, string.Join(' ', append.Select(e => e.Type).Distinct()), isAnswer);
        }
    }
}
