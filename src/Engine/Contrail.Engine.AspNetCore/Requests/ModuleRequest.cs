using System.Runtime.CompilerServices;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Microsoft.AspNetCore.Http;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// One HTTP request as a module sees it: carries out commands under the caller's <c>Idempotency-Key</c>, reads at least what the
/// caller's <c>Contrail-Position</c> asks for, and puts the position and the replay mark on the answer.
/// </summary>
/// <typeparam name="TModule">The module.</typeparam>
public sealed class ModuleRequest<TModule>(RunningModules modules, IHttpContextAccessor http)
    where TModule : Module
{
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(3);

    /// <summary>The module.</summary>
    public RunningModule Module { get; } = modules.Of<TModule>();

    /// <summary>Who calls.</summary>
    public Caller Caller { get; } = new(http.HttpContext!.User);

    private HttpContext Http { get; } = http.HttpContext!;

    /// <summary>Carries out a command.</summary>
    /// <param name="command">The command; equal for equal requests.</param>
    /// <param name="fingerprintOf">What makes two requests equal, when the command holds more than the request (a salted hash, say).</param>
    /// <exception cref="RefusedException">It was refused.</exception>
    public async Task<TResult> ExecuteAsync<TResult>(ICommand<TResult> command, object? fingerprintOf = null)
    {
        var result = await Module.Decisions.ExecuteAsync(command, RequestContext.For(Http, Caller, fingerprintOf ?? command), Http.RequestAborted).ConfigureAwait(false);
        RequestContext.Mark(Http, Module.Name, result);
        return result.Result;
    }

    /// <inheritdoc cref="ExecuteAsync{TResult}"/>
    public async Task ExecuteAsync(ICommand command, object? fingerprintOf = null)
    {
        var result = await Module.Decisions.ExecuteAsync(command, RequestContext.For(Http, Caller, fingerprintOf ?? command), Http.RequestAborted).ConfigureAwait(false);
        RequestContext.Mark(Http, Module.Name, result);
    }

    /// <summary>The version that the caller expects to change (<c>If-Match</c>); null when they do not say.</summary>
    public long? IfMatch() => Http.Request.IfMatch();

    /// <summary>Tells the version of what is answered (<c>ETag</c>).</summary>
    public void SetVersion(long version) => Http.SetVersion(version);

    /// <summary>One row of a read model, or null.</summary>
    public async Task<TRow?> FindAsync<TRow>(string readModel, object key)
        where TRow : class
    {
        await ReachAsync(readModel).ConfigureAwait(false);
        return await Module.FindAsync<TRow>(readModel, key, Http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Waits until a read model shows everything that is in the module's log by now: for a row that must be there.</summary>
    /// <exception cref="TimeoutException">Not in time: the answer is 503.</exception>
    public async Task CatchUpAsync(string readModel)
    {
        var head = await Module.Log.ReadHeadAsync(Http.RequestAborted).ConfigureAwait(false);
        await Module.CaughtUpAsync(readModel, head.Position, ReadPatience, Http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Rows of a read model.</summary>
    public async Task<IReadOnlyList<TRow>> QueryAsync<TRow>(string readModel, RowQuery query)
        where TRow : class
    {
        await ReachAsync(readModel).ConfigureAwait(false);
        return await Module.QueryAsync<TRow>(readModel, query, Http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Waits until this module has heard of a thing of another module, for example <c>booking.flight_booking-0199...</c>: its
    /// news may still be on the way.</summary>
    /// <returns>False when it has not within the patience of a request.</returns>
    public Task<bool> HasHeardOfAsync(string foreignStream) => Arrival.WaitAsync(Module, foreignStream, ReadPatience, Http.RequestAborted);

    /// <summary>One row of a read model, now and whenever it may have changed, until cancelled or until the caller's session has ended: null while there is none.</summary>
    public async IAsyncEnumerable<TRow?> WatchAsync<TRow>(string readModel, object key, [EnumeratorCancellation] CancellationToken cancellation)
        where TRow : class
    {
        // Before the first look: what is written after it wakes the watch.
        using var watch = Module.Watch(readModel, key);
        while (await Http.MayGoOnAsync(cancellation).ConfigureAwait(false))
        {
            yield return await FindAsync<TRow>(readModel, key).ConfigureAwait(false);
            await watch.WrittenAsync(cancellation).ConfigureAwait(false);
        }
    }

    private Task ReachAsync(string readModel) => RequestContext.ReachAsync(Http, modules, Module, readModel, ReadPatience);
}
