namespace Contrail.BlackBox;

/// <summary>What the logs and the operations routes must show.</summary>
public sealed partial class Audit
{
    /// <summary>I11: every log without gaps, every stream in order, no message of another module twice, and no effect before its cause.</summary>
    private async Task CheckLogsAsync(CancellationToken cancellation)
    {
        var events = new List<SeenEvent>();
        foreach (var module in (await StoredEvents.HeadsAsync(staff, cancellation).ConfigureAwait(false)).Keys)
        {
            var log = await StoredEvents.ReadAsync(staff, module, cancellation: cancellation).ConfigureAwait(false);
            Expect(log.Index().All(e => e.Item.Position == e.Index + 1), $"the log of {module} has gaps");
            foreach (var stream in log.GroupBy(e => e.Stream))
            {
                Expect(stream.Index().All(e => e.Item.Version == e.Index + 1), $"{module}: stream {stream.Key} is out of order");
            }

            foreach (var source in log.Where(e => e.Source is not null).GroupBy(e => (e.Source, e.Stream)))
            {
                Expect(source.Zip(source.Skip(1)).All(p => p.First.SourceSequence < p.Second.SourceSequence), $"{module} heard {source.Key.Stream} out of order, or twice");
            }

            events.AddRange(log);
        }

        CheckCauses(events);
    }

    private void CheckCauses(List<SeenEvent> events)
    {
        var known = events.ToDictionary(e => e.Id);
        var decided = events.GroupBy(e => (e.Module, e.Command)).ToDictionary(g => g.Key, g => g.MinBy(e => e.Position)!);
        foreach (var effect in events.Where(e => e.Cause is not null && e.Cause != e.Command))
        {
            var what = $"{effect.Module} {effect.Position} {effect.Type}";
            // What was scheduled names the command that scheduled it.
            var cause = known.GetValueOrDefault(effect.Cause!) ?? decided.GetValueOrDefault((effect.Module, effect.Cause!));
            if (cause is null)
            {
                Expect(false, $"{what} has no cause");
                continue;
            }

            Expect(cause.Module == effect.Module ? cause.Position < effect.Position : cause.RecordedAt <= effect.RecordedAt, $"{what} came before its cause {cause.Type}");
        }

        foreach (var twice in events.Where(e => e.Source is not null).GroupBy(e => (e.Module, e.Cause)).Where(g => g.Count() > 1))
        {
            Expect(false, $"{twice.Key.Module} accepted {twice.First().Type} {twice.Count()} times");
        }
    }

    /// <summary>I10: nothing was set aside, nobody is behind.</summary>
    private async Task CheckSubscriptionsAsync(CancellationToken cancellation)
    {
        var modules = (await staff.GetAsync("/api/ops/modules", null, cancellation).ConfigureAwait(false)).Expect().AsArray();
        foreach (var module in modules.Select(m => m!))
        {
            foreach (var subscription in module["subscriptions"]!.AsArray().Select(s => s!))
            {
                Expect((int)subscription["parkedStreams"]! == 0, $"{module["name"]}: {subscription["name"]} has set streams aside: {subscription["lastError"]}");
                Expect((long)subscription["position"]! == (long)module["head"]!, $"{module["name"]}: {subscription["name"]} is behind: {subscription["lastError"]}");
            }
        }
    }

    /// <summary>I7, as the product sees it itself.</summary>
    private async Task CheckReconciliationAsync(CancellationToken cancellation)
    {
        var report = (await staff.GetAsync("/api/ops/payments/reconciliation", null, cancellation).ConfigureAwait(false)).Expect();
        foreach (var difference in report["differences"]!.AsArray())
        {
            Expect(false, $"our books and the bank's differ: {difference!.ToJsonString()}");
        }
    }
}
