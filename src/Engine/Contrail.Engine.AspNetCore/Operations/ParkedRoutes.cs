using Contrail.Engine.Domain;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>Events that subscriptions set aside: looking at them, trying them, handling them again, giving them up.</summary>
internal static class ParkedRoutes
{
    private const int MostEvents = 200;

    public static void Map(IEndpointRouteBuilder ops)
    {
        ops.MapGet("/{module}/parked", ListAsync)
            .WithName("ListParkedEvents").WithSummary("Events that subscriptions set aside because handling them failed").AllowAccess(Operations.Access);
        ops.MapGet("/{module}/parked/acts", ActsAsync)
            .WithName("ListParkedActs").WithSummary("What operators did about parked events, newest first").AllowAccess(Operations.Access);
        ops.MapPost("/{module}/parked/dry-run", TryAsync)
            .WithName("TryParkedEvents").WithSummary("What handling the parked events of a stream again would do, without doing it").AllowAccess(Operations.Access);
        ops.MapPost("/{module}/parked/redrive", RedriveAsync)
            .WithName("RedriveParkedEvents").WithSummary("Handles the parked events of a stream again, in order").AllowAccess(Operations.Access);
        ops.MapPost("/{module}/parked/discard", DiscardAsync)
            .WithName("DiscardParkedEvents").WithSummary("Gives the parked events of a stream up for one subscription; the log keeps them").AllowAccess(Operations.Access);
    }

    private static async Task<Ok<ParkedPage>> ListAsync(string module, string? subscription, long? after, int? limit, RunningModules modules, CancellationToken cancellation)
    {
        var most = limit is null or (>= 1 and <= MostEvents) ? limit ?? 50 : throw new InvalidParameterException("limit", $"limit is a number from 1 to {MostEvents}.");
        var running = Operations.Module(modules, module);
        var parked = await running.Subscriptions.ReadParkedAsync(TableOf(running, subscription), Math.Max(after ?? 0, 0), most + running.Progress.Count, cancellation).ConfigureAwait(false);
        if (parked.Count <= most)
        {
            return TypedResults.Ok(new ParkedPage(parked, null));
        }

        // Several subscriptions can park one event: a page ends with all of a position, even if it is longer then.
        var page = parked.TakeWhile((p, i) => i < most || p.Position == parked[most - 1].Position).ToList();
        return TypedResults.Ok(new ParkedPage(page, page[^1].Position));
    }

    /// <summary>A read model may be named without its version and generation.</summary>
    private static string? TableOf(RunningModule module, string? subscription) =>
        subscription is null || module.HasSubscription(subscription) ? module.SubscriptionOf(subscription) : throw RefusedException.NotFound("Subscription", subscription);

    private static async Task<Ok<IReadOnlyList<OperatorAct>>> ActsAsync(string module, RunningModules modules, CancellationToken cancellation) =>
        TypedResults.Ok(await Operations.Module(modules, module).Subscriptions.ReadActsAsync(MostEvents, cancellation).ConfigureAwait(false));

    private static async Task<Ok<IReadOnlyList<ParkedTrial>>> TryAsync(
        string module, ParkedStream body, RunningModules modules, Operations operations, CancellationToken cancellation)
    {
        var running = Find(modules, module, body);
        var trials = await running.TryParkedAsync(body.Subscription, body.Stream, cancellation).ConfigureAwait(false);
        // A try stores nothing, so it meets no simulated fault of the storage by itself.
        var results = trials.Select(t => (t.Parked, Error: t.Error ?? operations.Faults?.ErrorOf(module, t.Parked.Subscription, t.Parked.Type)));
        return trials.Count == 0 ? throw NothingParked(body) : TypedResults.Ok<IReadOnlyList<ParkedTrial>>([.. results.Select(r => new ParkedTrial(r.Parked, r.Error is null, r.Error))]);
    }

    private static Task<Ok<ParkedActed>> RedriveAsync(string module, ParkedAct body, RunningModules modules, HttpContext http) =>
        ActAsync(OperatorActKind.Redrive, module, body, modules, http);

    private static Task<Ok<ParkedActed>> DiscardAsync(string module, ParkedAct body, RunningModules modules, HttpContext http) =>
        ActAsync(OperatorActKind.Discard, module, body, modules, http);

    private static async Task<Ok<ParkedActed>> ActAsync(OperatorActKind kind, string module, ParkedAct body, RunningModules modules, HttpContext http)
    {
        if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > 500)
        {
            throw Operations.Invalid("Parked_Act_Must_Have_A_Reason", "Say why in at most 500 characters: the act is recorded for good.");
        }

        var stream = new ParkedStream(body.Subscription, body.Stream);
        var running = Find(modules, module, stream);
        var concerned = await running.ActOnParkedAsync(
            kind, body.Subscription, body.Stream, new Caller(http.User).Actor, body.Reason, body.UpTo ?? long.MaxValue, http.RequestAborted).ConfigureAwait(false);
        return concerned == 0 ? throw NothingParked(stream) : TypedResults.Ok(new ParkedActed(kind, concerned));
    }

    private static RunningModule Find(RunningModules modules, string module, ParkedStream asked)
    {
        var running = Operations.Module(modules, module);
        if (string.IsNullOrEmpty(asked.Subscription) || string.IsNullOrEmpty(asked.Stream))
        {
            throw Operations.Invalid("Parked_Stream_Must_Be_Named", "Name the subscription and the stream, as the list of parked events does.");
        }

        return running.HasSubscription(asked.Subscription) ? running : throw RefusedException.NotFound("Subscription", asked.Subscription);
    }

    private static RefusedException NothingParked(ParkedStream asked) =>
        new(RefusalKind.NotFound, "Parked_Stream_Not_Found", $"{asked.Subscription} has parked nothing of {asked.Stream}.");
}

/// <summary>Parked events.</summary>
/// <param name="Items">By position.</param>
/// <param name="Next">The <c>after</c> of the next page; null on the last.</param>
public sealed record ParkedPage(IReadOnlyList<ParkedEvent> Items, long? Next);

/// <summary>The parked events of a stream.</summary>
/// <param name="Subscription">Who parked them.</param>
/// <param name="Stream">Of which stream.</param>
public sealed record ParkedStream(string Subscription, string Stream);

/// <summary>What to do about parked events.</summary>
/// <param name="Subscription">Who parked them.</param>
/// <param name="Stream">Of which stream.</param>
/// <param name="Reason">Why; it is recorded with who does it.</param>
/// <param name="UpTo">Only those up to this position; all when left out.</param>
public sealed record ParkedAct(string Subscription, string Stream, string Reason, long? UpTo = null);

/// <summary>What handling a parked event again would do.</summary>
/// <param name="Parked">The event.</param>
/// <param name="WouldSucceed">Whether it would succeed.</param>
/// <param name="Error">What would go wrong.</param>
public sealed record ParkedTrial(ParkedEvent Parked, bool WouldSucceed, string? Error);

/// <summary>What was asked for.</summary>
/// <param name="Kind">Redrive or discard.</param>
/// <param name="Events">How many parked events it concerns.</param>
public sealed record ParkedActed(OperatorActKind Kind, int Events);
