using System.Text.RegularExpressions;
using Contrail.Engine.Modules;

namespace Contrail.Engine.Sqlite;

/// <summary>
/// Storage in SQLite files, two for each module, through the operating system's library. What was acknowledged survives a power
/// cut. One process at a time has a module open; for several nodes use PostgreSQL.
/// </summary>
/// <param name="options">Where and how.</param>
public sealed partial class SqliteStorage(SqliteOptions options) : IStorage
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name is not one of a module.</exception>
    /// <exception cref="DllNotFoundException">SQLite is not installed.</exception>
    /// <exception cref="InvalidOperationException">A newer version of the program has written the files.</exception>
    public ValueTask<IModuleStorage> OpenAsync(string module, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!ModuleName().IsMatch(module))
        {
            throw new ArgumentException($"'{module}' is not the name of a module: write lower-case letters, digits and underscores.", nameof(module));
        }

        SqliteLibrary.EnsureLoaded();
        return ValueTask.FromResult<IModuleStorage>(SqliteModuleStorage.Open(options, module));
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,62}\z")]
    private static partial Regex ModuleName();
}
