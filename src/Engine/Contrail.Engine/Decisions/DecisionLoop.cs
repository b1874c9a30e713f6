using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Contrail.Engine.Diagnostics;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Decisions;

/// <summary>
/// Decides the commands of a module one at a time, in memory, while durability is batched: the next command is decided on
/// the state that earlier, not yet durable ones left, and every caller is answered only when its own unit is durable. If a
/// unit then does not fit the log - another node wrote - it conflicts by version, what was decided on top of it conflicts
/// with it, and all of them are decided again.
/// </summary>
/// <remarks>
/// There is no thread of its own. Messages queue up, and a thread of the pool that finds the loop idle becomes its owner and works
/// the queue off: decides, writes, answers. Everything below is touched by the owner only.
/// </remarks>
public sealed partial class DecisionLoop : IAsyncDisposable
{
    private const int Quantum = 256;

    private readonly ConcurrentQueue<LoopMessage> messages = new();
    private readonly CommandHandlers handlers;
    private readonly DecisionOptions options;
    private readonly EngineLog log;
    private readonly LogWriter writer;
    private readonly UnitBuilder units;
    private readonly StateCache cache;
    private readonly StateFetcher fetcher;
    private readonly RecentOutcomes recent;
    private readonly EventSerializer serializer;
    private readonly TimeProvider clock;
    private readonly Dictionary<Guid, PendingCommand> inFlight = [];
    private readonly StuckHandlerWatch watch;
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int pending;
    private int isOwned;
    private bool isStopped;

    internal DecisionLoop(
        ILogStore store, CommandHandlers handlers, EventSerializer serializer, TimeProvider clock, DecisionOptions options, EngineLog log)
    {
        (this.handlers, this.options, this.log, this.serializer, this.clock) = (handlers, options, log, serializer, clock);
        writer = new LogWriter(store, options.StoragePatience, log) { AfterBatch = Run };
        units = new UnitBuilder(serializer);
        cache = new StateCache(options.CachedStates);
        fetcher = new StateFetcher(store, serializer, this, log);
        recent = new RecentOutcomes(options.RecentOutcomes);
        watch = new StuckHandlerWatch(options.HandlerLimit, GiveUp);
    }

    /// <summary>Commands taken in and not yet answered.</summary>
    public int Pending => Volatile.Read(ref pending);

    /// <summary>States in memory.</summary>
    public int CachedStates => cache.Count;

    /// <summary>Carries a command out, once for its id.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">Its id, and who asks.</param>
    /// <param name="cancellation">Stops the waiting only: a command that was taken in may still take effect.</param>
    /// <returns>When the effect is durable.</returns>
    /// <exception cref="RefusedException">It was refused, now or when it was first carried out.</exception>
    /// <exception cref="EngineBusyException">Too many commands wait; nothing was done.</exception>
    /// <exception cref="CommandIdReusedException">The id was used before for another request; nothing was done.</exception>
    /// <exception cref="ConcurrencyException">Other nodes kept getting in between; nothing was done.</exception>
    /// <exception cref="HandlerStuckException">The handler did not return; nothing was done.</exception>
    /// <exception cref="StorageUnavailableException">Whether it was carried out is unknown; repeat it under the same id.</exception>
    public async Task<CommandResult> ExecuteAsync(ICommand command, CommandContext context, CancellationToken cancellation = default)
    {
        var answer = await AnswerAsync(command, context, cancellation).ConfigureAwait(false);
        return new CommandResult(context.CommandId, answer.Position, answer.IsReplay);
    }

    /// <inheritdoc cref="ExecuteAsync(ICommand, CommandContext, CancellationToken)"/>
    /// <typeparam name="TResult">What the command answers with.</typeparam>
    public async Task<CommandResult<TResult>> ExecuteAsync<TResult>(ICommand<TResult> command, CommandContext context, CancellationToken cancellation = default)
    {
        var answer = await AnswerAsync(command, context, cancellation).ConfigureAwait(false);
        var result = JsonSerializer.Deserialize<TResult>(answer.Outcome.Result.Span, EventSerializer.Options)!;
        return new CommandResult<TResult>(context.CommandId, answer.Position, answer.IsReplay, result);
    }

    /// <summary>Takes no more commands and waits until those taken in are answered.</summary>
    public async ValueTask DisposeAsync()
    {
        // Counts itself, so that the last to leave tells, whoever that is.
        Interlocked.Increment(ref pending);
        Volatile.Write(ref isStopped, true);
        Left();
        await drained.Task.ConfigureAwait(false);
        await watch.DisposeAsync().ConfigureAwait(false);
    }

    internal void Post(LoopMessage message) => messages.Enqueue(message);

    /// <summary>Works the queue off unless somebody already does; then makes sure that what was decided is written.</summary>
    internal void Run()
    {
        do
        {
            if (Interlocked.CompareExchange(ref isOwned, 1, 0) != 0)
            {
                return;
            }

            var ownership = watch.Ownership;
            var left = Quantum;
            while (left-- > 0 && messages.TryDequeue(out var message))
            {
                Handle(message);
                if (watch.Ownership != ownership)
                {
                    // The watch gave this run up while its handler was stuck, and somebody else owns the loop now.
                    return;
                }
            }

            Interlocked.Exchange(ref isOwned, 0);
            if (left < 0 && !messages.IsEmpty)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Run(), this, preferLocal: false);
                break;
            }
        }
        while (!messages.IsEmpty);

        writer.Drive();
    }

    private async Task<Answer> AnswerAsync(ICommand command, CommandContext context, CancellationToken cancellation)
    {
        using var activity = EngineMeters.StartDecision(command, context);
        var handler = handlers.For(command.GetType());
        Answer answer;
        try
        {
            Enter();
            var work = new PendingCommand(this, command, handler, context);
            messages.Enqueue(new LoopMessage.Decide(work));
            Wake();
            answer = await work.Answered.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            EngineMeters.Failed(log.Module, e);
            throw;
        }

        EngineMeters.Answered(log.Module, answer.Outcome);
        return answer.Outcome.Refusal is { } refusal ? throw new RefusedException(refusal.Kind, refusal.Key, refusal.Message) : answer;
    }

    /// <summary>
    /// Has the pool work the queue off; mostly this very thread, as soon as its caller awaits the answer. Never the caller itself: a
    /// handler that does not return would take an innocent caller with it.
    /// </summary>
    private void Wake()
    {
        if (Interlocked.CompareExchange(ref isOwned, 0, 0) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Run(), this, preferLocal: true);
        }
    }

    private void Enter()
    {
        var waiting = Interlocked.Increment(ref pending);
        if (Volatile.Read(ref isStopped))
        {
            Left();
            throw new ObjectDisposedException(nameof(DecisionLoop), "The module is being stopped. Nothing was done; try again later.");
        }

        if (waiting > options.MaxPending)
        {
            Left();
            throw new EngineBusyException($"{options.MaxPending} commands are waiting. Try again shortly.");
        }
    }

    /// <summary>A command was answered, whether or not anybody still waits for the answer.</summary>
    internal void Left()
    {
        if (Interlocked.Decrement(ref pending) == 0 && Volatile.Read(ref isStopped))
        {
            drained.TrySetResult();
        }
    }

    private void Handle(LoopMessage message)
    {
        switch (message)
        {
            case LoopMessage.Decide(var command):
                Admit(command);
                break;
            case LoopMessage.UnitWritten(var command, AppendOutcome.Appended appended):
                Finish(command, appended.Position);
                break;
            case LoopMessage.UnitWritten(var command, AppendOutcome.Duplicate duplicate):
                Release(command, evict: true);
                AnswerFromRecord(command, duplicate.Recorded);
                break;
            case LoopMessage.UnitWritten(var command, AppendOutcome.Conflict conflict):
                Release(command, evict: true);
                DecideAgain(command, conflict);
                break;
            case LoopMessage.UnitFailed(var command, var error):
                Release(command, evict: true);
                Fail(command, error);
                break;
            case LoopMessage.StateFetched fetched:
                Continue(fetched);
                break;
            case LoopMessage.DecideAgain(var command):
                Decide(command);
                break;
            case LoopMessage.Undecidable(var command, _, { } recorded):
                AnswerFromRecord(command, recorded);
                break;
            case LoopMessage.Undecidable(var command, var error, null):
                log.HandlerFailed(command.Name, error);
                Fail(command, error);
                break;
        }
    }
}
