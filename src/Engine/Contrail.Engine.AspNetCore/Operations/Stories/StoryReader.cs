using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Engine.AspNetCore;

/// <summary>Gathers a matter: which streams belong to it, which requests touched them, and what those led to. Bounded at every step.</summary>
internal sealed class StoryReader(IReadOnlyList<IStorySource> sources, RunningModules modules, Correlations correlations)
{
    private const int MostSubjects = 60;
    private const int MostEventsOfStream = 500;
    private const int MostCorrelations = 50;
    private const int LongestWord = 64;

    /// <summary>The matter that somebody means by a word.</summary>
    /// <exception cref="RefusedException">No module knows it (not found).</exception>
    public async Task<Story> ReadAsync(string word, CancellationToken cancellation)
    {
        var (subjects, streams) = await FindAsync(word.Trim(), cancellation).ConfigureAwait(false);
        if (streams.Count == 0)
        {
            throw new RefusedException(
                RefusalKind.NotFound, "Story_Not_Found", $"Nothing is known by the name {(word.Length <= LongestWord ? word : word[..LongestWord])}. Give a reference or an id.");
        }

        var requests = await CorrelationsOfAsync(streams, cancellation).ConfigureAwait(false);
        var found = new List<(string Module, RecordedEvent Event)>();
        var searched = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var module in modules.All)
        {
            var index = correlations.Of(module);
            foreach (var request in requests)
            {
                found.AddRange((await index.FindAsync(request, cancellation).ConfigureAwait(false)).Select(e => (module.Name, e)));
            }

            searched[module.Name] = index.SearchedFrom;
        }

        var graph = CausationGraph.Of(null, found, searched).About(StreamsAsHeard(streams)).Bounded();
        return new Story(subjects, streams, Requests(graph), graph);
    }

    /// <summary>Asks all modules about each subject, and about those they name, until nothing new comes.</summary>
    private async Task<(IReadOnlyList<Subject> Subjects, IReadOnlyList<StoryStream> Streams)> FindAsync(string word, CancellationToken cancellation)
    {
        var subjects = new List<Subject> { new(Subject.Word, word) };
        var streams = new HashSet<StoryStream>();
        if (word.Length is 0 or > LongestWord)
        {
            return (subjects, []);
        }

        for (var next = 0; next < subjects.Count; next++)
        {
            foreach (var source in sources)
            {
                if (await source.FindAsync(subjects[next], cancellation).ConfigureAwait(false) is { } part)
                {
                    streams.UnionWith(part.Streams.Select(s => new StoryStream(part.Module, s)));
                    subjects.AddRange(part.Related.Except(subjects).Take(MostSubjects - subjects.Count));
                }
            }
        }

        return ([.. subjects.Skip(1)], [.. streams]);
    }

    /// <summary>The requests that wrote to the streams, the first ones first.</summary>
    private async Task<IReadOnlyList<Guid>> CorrelationsOfAsync(IReadOnlyList<StoryStream> streams, CancellationToken cancellation)
    {
        var began = new Dictionary<Guid, DateTimeOffset>();
        foreach (var (module, stream) in streams)
        {
            foreach (var e in await modules.Find(module)!.Log.ReadStreamAsync(stream, 0, MostEventsOfStream, cancellation).ConfigureAwait(false))
            {
                var id = e.ReadMetadata().CorrelationId;
                began[id] = began.TryGetValue(id, out var earlier) && earlier < e.RecordedAt ? earlier : e.RecordedAt;
            }
        }

        return [.. began.OrderBy(b => b.Value).Take(MostCorrelations).Select(b => b.Key)];
    }

    /// <summary>The streams under the names that they have in each log: their own, and that under which others accepted their news.</summary>
    private HashSet<(string Module, string Stream)> StreamsAsHeard(IReadOnlyList<StoryStream> streams) =>
        [.. streams.SelectMany(s => modules.All.Select(m => (m.Name, m.Name == s.Module ? s.Stream : $"{s.Module}.{s.Stream}")))];

    private static IReadOnlyList<StoryCorrelation> Requests(CausationGraph graph) =>
        [.. graph.Events.GroupBy(e => e.CorrelationId).Select(g => new StoryCorrelation(g.Key, g.Min(e => e.At), g.Count())).OrderBy(r => r.At)];
}
