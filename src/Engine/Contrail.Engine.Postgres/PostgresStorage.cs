using Contrail.Engine.Modules;

namespace Contrail.Engine.Postgres;

/// <summary>
/// Storage in a PostgreSQL database (15 or newer): one schema for each module. Any number of nodes may open the same module. What a
/// call has acknowledged survives a crash of node and server alike.
/// </summary>
/// <param name="options">Where the server is.</param>
public sealed class PostgresStorage(PostgresOptions options) : IStorage
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A newer version of the program has migrated the schema, or the server refuses what it takes.</exception>
    public async ValueTask<IModuleStorage> OpenAsync(string module, CancellationToken cancellation = default) =>
        await PostgresModuleStorage.OpenAsync(options, module, cancellation).ConfigureAwait(false);
}
