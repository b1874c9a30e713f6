using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>Events of all modules as they happen.</summary>
internal static class LiveRoutes
{
    public static void Map(IEndpointRouteBuilder ops) => ops
        .MapGet("/live", Watch)
        .WithName("WatchEvents").WithSummary("Events of all modules as they happen (server-sent events); by module, type, stream, correlation").AllowAccess(Operations.Access);

    private static ServerSentEventsResult<LiveItem> Watch(
        string? module, string? type, string? stream, Guid? correlation, RunningModules modules, HttpContext http)
    {
        var watched = module is null ? modules.All : [Operations.Module(modules, module)];
        var feed = new LiveFeed(watched, EventFilter.Of(type, stream, correlation));
        return TypedResults.ServerSentEvents(Items(feed, http, http.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<LiveItem>> Items(LiveFeed feed, HttpContext http, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var item in feed.WatchAsync(cancellation).ConfigureAwait(false))
        {
            if (!await http.MayGoOnAsync(cancellation).ConfigureAwait(false))
            {
                yield break;
            }

            yield return new SseItem<LiveItem>(item, item.Kind);
        }
    }
}
