using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Postgres;

/// <summary>What one module stores, in its schema.</summary>
internal sealed class PostgresModuleStorage : IModuleStorage
{
    private readonly PostgresConnections connections;
    private readonly PostgresOptions options;
    private readonly PostgresListener listener;
    private readonly PostgresNotifier notifier;
    private readonly LogAnchor? anchor;
    private readonly PostgresLogStore log;

    private PostgresModuleStorage(PostgresConnections connections, PostgresOptions options, LogAnchor? anchor, long head)
    {
        (this.connections, this.options, this.anchor) = (connections, options, anchor);
        listener = new PostgresListener(connections, options);
        notifier = new PostgresNotifier(connections, listener.Node, options.Clock);
        log = new PostgresLogStore(connections, anchor, listener, notifier);
        Subscriptions = new PostgresSubscriptionStore(connections);
        ReadModels = new PostgresReadModelStore(connections);
        listener.Start(head);
    }

    public ILogStore Log => log;

    public ISubscriptionStore Subscriptions { get; }

    public IReadModelStore ReadModels { get; }

    public bool IsExclusive => false;

    public LogHead? Anchor => anchor?.Last;

    internal PostgresListener Listener => listener;

    public static async Task<IModuleStorage> OpenAsync(PostgresOptions options, string module, CancellationToken cancellation)
    {
        var connections = new PostgresConnections(options, module);
        LogAnchor? anchor = null;
        try
        {
            await PostgresMigrations.ApplyAsync(connections, options.BeforeStepCommits, cancellation).ConfigureAwait(false);
            var head = await PostgresLogCheck.CheckTailAsync(connections, cancellation).ConfigureAwait(false);
            anchor = await PostgresLogCheck.OpenAnchorAsync(connections, options, head, cancellation).ConfigureAwait(false);
            return new PostgresModuleStorage(connections, options, anchor, head.Position);
        }
        catch
        {
            anchor?.Dispose();
            await connections.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync().ConfigureAwait(false);
        await notifier.DisposeAsync().ConfigureAwait(false);
        await listener.DisposeAsync().ConfigureAwait(false);
        await connections.DisposeAsync().ConfigureAwait(false);
        anchor?.Dispose();
    }
}
