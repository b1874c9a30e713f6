using Contrail.Engine.Log;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Modules;

/// <summary>Everything one module stores: its log and, beside it, what is derived from the log.</summary>
public interface IModuleStorage : IAsyncDisposable
{
    /// <summary>The module's log.</summary>
    ILogStore Log { get; }

    /// <summary>Progress of its subscriptions.</summary>
    ISubscriptionStore Subscriptions { get; }

    /// <summary>Its read models.</summary>
    IReadModelStore ReadModels { get; }

    /// <summary>Whether this process is the only one that can have the storage open.</summary>
    bool IsExclusive { get; }

    /// <summary>The last head known outside the database, if an anchor is kept.</summary>
    LogHead? Anchor { get; }
}

/// <summary>Opens the storage of modules; one for a whole host.</summary>
public interface IStorage
{
    /// <summary>Opens, creating or migrating what is missing. Checks the log's end against its anchor.</summary>
    /// <param name="module">The module's name: lower-case letters, digits and underscores.</param>
    /// <param name="cancellation">Stops opening.</param>
    /// <exception cref="LogDamagedException">The log is damaged or has lost its end.</exception>
    /// <exception cref="StorageInUseException">Another process holds it and the store allows only one.</exception>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    ValueTask<IModuleStorage> OpenAsync(string module, CancellationToken cancellation = default);
}

/// <summary>Another process has this storage open, and only one may.</summary>
public sealed class StorageInUseException(string message, Exception? inner = null) : Exception(message, inner);
