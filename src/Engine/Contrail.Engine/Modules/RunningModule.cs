using Contrail.Engine.Decisions;
using Contrail.Engine.Diagnostics;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Messaging;
using Contrail.Engine.Processes;
using Contrail.Engine.Projections;
using Contrail.Engine.Scheduling;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Modules;

/// <summary>How a module runs.</summary>
public sealed record ModuleOptions
{
    /// <summary>The module's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Connects it with other modules; null for a module on its own.</summary>
    public ITransport? Transport { get; init; }

    /// <summary>Limits of the decision loop.</summary>
    public DecisionOptions Decisions { get; init; } = new();

    /// <summary>How subscriptions run.</summary>
    public SubscriptionOptions Subscriptions { get; init; } = new();

    /// <summary>Gets the engine's log messages.</summary>
    public Action<EngineLogEntry>? LogSink { get; init; }

    /// <summary>Names this node among those that share a storage, for people; by default the machine's name.</summary>
    public string? Node { get; init; }
}

/// <summary>A module at work: its decisions, its log, and everything that follows from the log.</summary>
public sealed class RunningModule : IAsyncDisposable
{
    private readonly IModuleStorage storage;
    private readonly List<SubscriptionRunner> runners = [];
    private readonly List<ReadModelHost> readModels = [];
    private readonly LogTail tail;
    private readonly ModuleOptions options;
    private readonly string owner;
    private readonly EngineLog messages;
    private readonly CommandHandlers handlers;
    private readonly ProcessRegistry processes;
    private readonly Dictionary<string, List<Type>> states;
    private Scheduler? scheduler;
    private int isDisposed;
    private IAsyncDisposable? connection;

    private RunningModule(string name, ModuleBuilder builder, IModuleStorage storage, ModuleOptions options)
    {
        (Name, this.storage, this.options, states) = (name, storage, options, builder.States);
        tail = new LogTail(storage.Log);
        // Where several processes share the storage each start is an owner of its own, whatever its node is called: a commit of a
        // killed predecessor that is still on its way must meet another epoch.
        owner = storage.IsExclusive ? "the only process" : $"{options.Node ?? Environment.MachineName}/{Guid.CreateVersion7():N}";
        messages = new EngineLog(name, options.LogSink);
        Serializer = new EventSerializer(builder.Types.Build());
        processes = new ProcessRegistry(builder.Processes.Select(make => make(Serializer)));
        handlers = builder.Handlers.Add(processes).Build();
        Decisions = new DecisionLoop(storage.Log, handlers, Serializer, options.Clock, options.Decisions, messages);
        Tells = [.. builder.Published.Contracts.Concat(Serializer.Types.All.Where(t => t.IsAssignableTo(typeof(ICommand)) && !handlers.Handles(t)))];
    }

    /// <summary>The module's name.</summary>
    public string Name { get; }

    /// <summary>Carries out commands.</summary>
    public DecisionLoop Decisions { get; }

    /// <summary>The log.</summary>
    public ILogStore Log => storage.Log;

    /// <summary>The tables of read models, for queries.</summary>
    public IReadModelStore ReadModels => storage.ReadModels;

    /// <summary>Parked events and what operators did.</summary>
    public ISubscriptionStore Subscriptions => storage.Subscriptions;

    /// <summary>Reads stored events.</summary>
    public EventSerializer Serializer { get; }

    /// <summary>What it tells other modules: the contracts that it publishes, and the commands that it leaves to them.</summary>
    public IReadOnlyList<Type> Tells { get; }

    /// <summary>Whether it runs processes; then it has the read model <see cref="ProcessOverview.ReadModel"/>.</summary>
    public bool HasProcesses => processes.All.Any();

    /// <summary>How far every subscription is.</summary>
    public IReadOnlyList<SubscriptionProgress> Progress => [.. AllRunners.Select(r => r.Progress)];

    private IEnumerable<SubscriptionRunner> AllRunners => runners.Concat(readModels.SelectMany(r => r.Runners));

    /// <summary>Puts a module together, opens its storage and starts everything.</summary>
    /// <exception cref="InvalidOperationException">The parts do not fit together; nothing was opened.</exception>
    /// <exception cref="LogDamagedException">The log is damaged.</exception>
    /// <exception cref="StorageInUseException">Another process has the storage.</exception>
    public static async Task<RunningModule> StartAsync(Module module, IStorage storage, ModuleOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new ModuleOptions();
        var builder = new ModuleBuilder(module.Name);
        module.Define(builder);
        var opened = await storage.OpenAsync(module.Name, cancellation).ConfigureAwait(false);
        RunningModule? running = null;
        try
        {
            running = new RunningModule(module.Name, builder, opened, options);
            await running.StartAsync(builder, cancellation).ConfigureAwait(false);
            return running;
        }
        catch
        {
            IAsyncDisposable started = running is null ? opened : running;
            await started.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until every subscription has dealt with everything up to a position.</summary>
    /// <exception cref="TimeoutException">It takes longer than the limit.</exception>
    public Task CaughtUpAsync(long position, TimeSpan limit, CancellationToken cancellation = default) =>
        Task.WhenAll(AllRunners.Select(r => r.CaughtUpAsync(position, limit, cancellation)));

    /// <summary>Waits until a subscription or read model has dealt with everything up to a position: a query after that sees it.</summary>
    /// <exception cref="TimeoutException">It takes longer than the limit: answer "not yet" rather than older state.</exception>
    public Task CaughtUpAsync(string name, long position, TimeSpan limit, CancellationToken cancellation = default) =>
        RunnerOf(name).CaughtUpAsync(position, limit, cancellation);

    /// <summary>Whether the storage answers and the subscriptions keep up.</summary>
    /// <param name="maxLag">Events a subscription may be behind and still count as keeping up.</param>
    /// <param name="cancellation">Stops the check.</param>
    public async Task<ModuleHealth> HealthAsync(long maxLag = 10_000, CancellationToken cancellation = default)
    {
        var reasons = new List<string>();
        try
        {
            await Log.ReadNextDueAsync(cancellation).ConfigureAwait(false); // Asks the database, on every store.
        }
        catch (StorageUnavailableException e)
        {
            reasons.Add($"The storage does not answer: {e.Message}");
        }

        var progress = Progress;
        reasons.AddRange(progress.Where(p => p.State == SubscriptionState.Retrying).Select(p => $"{p.Name} waits for a fault to pass: {p.LastError}"));
        reasons.AddRange(
            from runner in AllRunners
            let overdue = runner.Overdue
            where overdue is not null
            select $"{runner.Name} has been at events after position {runner.Progress.Position} for {overdue.Value.TotalSeconds:0.#} s: look for a handler that does not return.");
        // How far another node is, is known here a moment late, and is for that node to say.
        reasons.AddRange(progress.Where(p => p.State != SubscriptionState.Waiting && p.Lag > maxLag).Select(p => $"{p.Name} is {p.Lag} events behind."));
        return new ModuleHealth(Name, reasons.Count == 0, reasons, Decisions.Pending, Decisions.CachedStates, progress);
    }

    /// <summary>One row of a read model, or null.</summary>
    public async ValueTask<TRow?> FindAsync<TRow>(string readModel, object key, CancellationToken cancellation = default)
        where TRow : class
    {
        var projection = HostOf(readModel).Projection;
        var rows = await ReadModels.ReadRowsAsync(projection.Schema(readModel), [key.ToString()!], cancellation).ConfigureAwait(false);
        return rows.Count == 0 ? null : (TRow)projection.ToRow(rows[0]);
    }

    /// <summary>Wakes whoever waits for one row of a read model to change.</summary>
    public RowWatch Watch(string readModel, object key) => HostOf(readModel).Watch(key.ToString()!, options.Subscriptions.Poll);

    /// <summary>Rows of a read model.</summary>
    /// <exception cref="ArgumentException">There is no such read model or column.</exception>
    public async ValueTask<IReadOnlyList<TRow>> QueryAsync<TRow>(string readModel, RowQuery query, CancellationToken cancellation = default)
        where TRow : class
    {
        var projection = HostOf(readModel).Projection;
        var rows = await ReadModels.QueryRowsAsync(projection.Schema(readModel), query, cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => (TRow)projection.ToRow(row))];
    }

    /// <summary>The state of a stream at a version, or at its end.</summary>
    public async ValueTask<T> StateAsync<T>(object id, long atVersion = long.MaxValue)
        where T : EventSourced =>
        (T)await StateReader.ReadAsync(Log, Serializer, typeof(T), StreamName.For(Decision.CategoryOf(typeof(T)), id.ToString()!), upTo: atVersion).ConfigureAwait(false);

    /// <summary>What a stream means at a version, or at its end: the state of every type of the module that folds streams of its
    /// category. None for a stream of a category that the module keeps no state of.</summary>
    /// <exception cref="ArgumentException">It is not the name of a stream.</exception>
    public async Task<IReadOnlyList<EventSourced>> StatesAsync(string stream, long atVersion = long.MaxValue)
    {
        var found = new List<EventSourced>();
        foreach (var type in states.GetValueOrDefault(StreamName.CategoryOf(StreamName.Validate(stream))) ?? [])
        {
            found.Add(await StateReader.ReadAsync(Log, Serializer, type, stream, upTo: atVersion).ConfigureAwait(false));
        }

        return found;
    }

    /// <summary>Builds a read model anew beside the served one and serves it when it is complete.</summary>
    public Task RebuildAsync(string readModel, IProgress<RebuildProgress>? progress = null, CancellationToken cancellation = default) =>
        HostOf(readModel).RebuildAsync(progress, cancellation);

    /// <summary>Checks the whole log, and that every read model equals its rebuild.</summary>
    public async Task<(LogReport Log, IReadOnlyList<ReadModelReport> ReadModels)> VerifyAsync(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var log = await LogVerifier.VerifyAsync(Log, storage.Anchor, progress, cancellation).ConfigureAwait(false);
        var reports = new List<ReadModelReport>();
        foreach (var readModel in readModels)
        {
            reports.Add(await readModel.VerifyAsync(cancellation).ConfigureAwait(false));
        }

        return (log, reports);
    }

    /// <summary>Whether there is a subscription, or a read model, of a name.</summary>
    public bool HasSubscription(string name) => readModels.Exists(r => r.Projection.Name == name) || AllRunners.Any(r => r.Name == name);

    /// <summary>The name under which a subscription, or the one that fills a read model now, keeps what it does; null for null.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public string? SubscriptionOf(string? name) => name is null ? null : RunnerOf(name).Name;

    /// <summary>What handling the parked events of a stream again would do, without doing it: for each its error, or null.</summary>
    public async Task<IReadOnlyList<(ParkedEvent Parked, string? Error)>> TryParkedAsync(string subscription, string stream, CancellationToken cancellation = default)
    {
        var runner = RunnerOf(subscription);
        var results = new List<(ParkedEvent, string?)>();
        foreach (var parked in await Subscriptions.ReadParkedAsync(runner.Name, 0, int.MaxValue, cancellation).ConfigureAwait(false))
        {
            if (parked.Stream == stream)
            {
                var page = await Log.ReadAsync(parked.Position - 1, 1, types: null, cancellation).ConfigureAwait(false);
                results.Add((parked, await runner.Subscriber.TryAsync(page.Events[0], cancellation).ConfigureAwait(false)));
            }
        }

        return results;
    }

    /// <summary>Redrives or discards parked events. The act is recorded; whoever runs the subscription carries it out.</summary>
    /// <returns>How many parked events are concerned.</returns>
    public async Task<int> ActOnParkedAsync(
        OperatorActKind kind, string subscription, string stream, string actor, string reason, long upTo = long.MaxValue, CancellationToken cancellation = default)
    {
        var runner = RunnerOf(subscription);
        var act = new OperatorAct(kind, runner.Name, stream, upTo, actor, reason, options.Clock.GetUtcNow());
        var concerned = await Subscriptions.ActOnParkedAsync(act, cancellation).ConfigureAwait(false);
        runner.Nudge();
        return concerned;
    }

    /// <summary>Stops in an order that loses nothing: messages in, the schedule, subscriptions, commands, then the storage.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 1)
        {
            return;
        }

        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        if (scheduler is not null)
        {
            await scheduler.DisposeAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(runners.Select(r => r.DisposeAsync().AsTask()).Concat(readModels.Select(r => r.DisposeAsync().AsTask()))).ConfigureAwait(false);
        await Decisions.DisposeAsync().ConfigureAwait(false);
        tail.Dispose();
        await storage.DisposeAsync().ConfigureAwait(false);
    }

    private async Task StartAsync(ModuleBuilder builder, CancellationToken cancellation)
    {
        var parts = new ModuleParts(Decisions, Serializer, options.Clock);
        if (options.Transport is { } transport)
        {
            var acceptor = new Acceptor(Name, Serializer.Types, Decisions, messages);
            connection = await transport.ConnectAsync(Name, acceptor.AcceptAsync, cancellation).ConfigureAwait(false);
            Add("relay", new Relay(Name, builder.Published, handlers, transport, Serializer));
        }

        foreach (var projection in builder.Projections.Concat(ProcessOverviewProjection.Of(processes)))
        {
            var host = new ReadModelHost(projection, ReadModels, Serializer, Log, Subscriptions, MakeRunner, options.Subscriptions, !storage.IsExclusive, messages);
            await host.StartAsync(cancellation).ConfigureAwait(false);
            readModels.Add(host);
        }

        builder.Subscribers.ForEach(s => Add(s.Name, s.Make(parts)));
        AddProcesses();
        runners.ForEach(r => r.Start());
        scheduler = new Scheduler(Log, Subscriptions, Decisions, Serializer, owner, options.Subscriptions, options.Clock, messages);
        scheduler.Start();
        messages.ModuleStarted((await Log.ReadHeadAsync(cancellation).ConfigureAwait(false)).Position);
    }

    private void AddProcesses()
    {
        foreach (var process in processes.All)
        {
            Add($"process:{process.Category}", new ProcessSubscriber(process, Decisions, Serializer, options.Clock));
        }

        Add("commands", new CommandDispatcher(handlers, processes, Decisions, Serializer, options.Clock));
        var foreign = Serializer.Types.All
            .Where(t => t.IsAssignableTo(typeof(ICommand)) && handlers.Handles(t))
            .Select(t => Serializer.Types.NameOf(t).Type).ToList();
        Add("foreign_commands", new ForeignCommandSubscriber(foreign, Decisions, Serializer, options.Clock));
        Add("foreign_refusals", new ForeignRefusalSubscriber(Name, processes, Decisions, Serializer, options.Clock));
    }

    private void Add(string name, Subscriber subscriber) => runners.Add(MakeRunner(name, subscriber));

    private SubscriptionRunner MakeRunner(string name, Subscriber subscriber) =>
        new(name, subscriber, Log, tail, Subscriptions, owner, options.Subscriptions, options.Clock, messages) { IsExclusive = storage.IsExclusive };

    private ReadModelHost HostOf(string readModel) =>
        readModels.Find(r => r.Projection.Name == readModel)
        ?? throw new ArgumentException($"{Name} has no read model '{readModel}'. It has {string.Join(", ", readModels.Select(r => r.Projection.Name))}.");

    private SubscriptionRunner RunnerOf(string subscription) =>
        readModels.Find(r => r.Projection.Name == subscription)?.Served
        ?? AllRunners.FirstOrDefault(r => r.Name == subscription)
        ?? throw new ArgumentException($"{Name} has no subscription '{subscription}'. It has {string.Join(", ", AllRunners.Select(r => r.Name))}.");
}
