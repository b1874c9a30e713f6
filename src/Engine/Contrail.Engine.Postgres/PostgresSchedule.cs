using Contrail.Engine.Log;

namespace Contrail.Engine.Postgres;

/// <summary>
/// The schedule changes of a batch, reduced to what can be done as two statements over sets: first the removals, then the
/// settings, each key at most once among the settings.
/// </summary>
internal sealed record PostgresSchedule(IReadOnlyList<ScheduleChange.Remove> Removed, IReadOnlyList<ScheduledCommand> Set)
{
    private static readonly PostgresSchedule None = new([], []);

    public static PostgresSchedule Of(IReadOnlyList<ScheduleChange> changes)
    {
        if (changes.Count == 0)
        {
            return None;
        }

        // A removal that names an id and meets no setting of this batch may concern what is stored; one that meets a
        // setting is decided here.
        var removed = new List<ScheduleChange.Remove>();
        var set = new Dictionary<string, ScheduledCommand>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (change is ScheduleChange.Set { Command: var command })
            {
                // The stored setting goes as well: a later removal in this batch must not bring it back.
                removed.Add(new ScheduleChange.Remove(command.Key));
                set[command.Key] = command;
            }
            else if (change is ScheduleChange.Remove remove)
            {
                if (!set.TryGetValue(remove.Key, out var current))
                {
                    removed.Add(remove);
                }
                else if (remove.OnlyId is null || remove.OnlyId == current.Id)
                {
                    set.Remove(remove.Key);
                }
            }
        }

        // What is set again at the end replaces by itself.
        removed.RemoveAll(r => set.ContainsKey(r.Key));
        return new PostgresSchedule(removed, [.. set.Values]);
    }
}
