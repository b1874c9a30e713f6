using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Sqlite;

/// <summary>The open files of one module.</summary>
internal sealed class SqliteModuleStorage : IModuleStorage
{
    private readonly Stack<IDisposable> opened;
    private readonly SqliteReadModelStore readModels;
    private readonly LogAnchor? anchor;

    private SqliteModuleStorage(SqliteLogStore log, SqliteSubscriptionStore subscriptions, SqliteReadModelStore readModels, LogAnchor? anchor, Stack<IDisposable> opened)
    {
        (Log, Subscriptions, this.readModels, this.anchor, this.opened) = (log, subscriptions, readModels, anchor, opened);
    }

    /// <inheritdoc/>
    public ILogStore Log { get; }

    /// <inheritdoc/>
    public ISubscriptionStore Subscriptions { get; }

    /// <inheritdoc/>
    public IReadModelStore ReadModels => readModels;

    /// <inheritdoc/>
    public bool IsExclusive => true;

    /// <inheritdoc/>
    public LogHead? Anchor => anchor?.Last;

    /// <summary>Opens and checks; when that fails, everything is closed again.</summary>
    public static SqliteModuleStorage Open(SqliteOptions options, string module)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            Directory.CreateDirectory(options.Directory);
            return Open(options, module, opened);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Close(opened);
            throw new StorageUnavailableException($"The data directory '{options.Directory}' cannot be used: {e.Message}", e);
        }
        catch
        {
            Close(opened);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        readModels.CloseQueries();
        Close(opened);
        return ValueTask.CompletedTask;
    }

    private static SqliteModuleStorage Open(SqliteOptions options, string module, Stack<IDisposable> opened)
    {
        T Own<T>(T resource)
            where T : IDisposable
        {
            opened.Push(resource);
            return resource;
        }

        var files = new SqliteFiles(options.Directory, module);
        Own(SqliteProcessLock.Take(options.Directory, module));
        var logWriter = Own(new SqliteWriter(files.OpenLogForWriting));
        SqliteLogCheck.RefuseEmptied(logWriter, files, options.AcceptTail);
        SqliteMigrations.Apply(logWriter, SqliteMigrations.LogSteps, options.BeforeStepCommits);
        var readWriter = Own(new SqliteWriter(files.OpenReadForWriting));
        SqliteMigrations.Apply(readWriter, SqliteMigrations.ReadSteps, options.BeforeStepCommits);
        var anchor = options.Inspect
            ? SqliteLogCheck.FindAnchor(logWriter, files)
            : SqliteLogCheck.OpenAnchor(logWriter, readWriter, files, options.AcceptTail);
        if (anchor is not null)
        {
            Own(anchor);
        }

        if (!options.Inspect)
        {
            logWriter.Use(connection => connection.CheckpointOnClose(true));
        }

        var logReaders = Own(new SqliteReaders(files.OpenLogForReading));
        var readReaders = Own(new SqliteReaders(files.OpenReadForReading));
        return new SqliteModuleStorage(
            new SqliteLogStore(logWriter, logReaders, options.Inspect ? null : anchor), new SqliteSubscriptionStore(readWriter, readReaders, options.Clock),
            new SqliteReadModelStore(readWriter, readReaders, files.Read), anchor, opened);
    }

    private static void Close(Stack<IDisposable> opened)
    {
        while (opened.TryPop(out var resource))
        {
            resource.Dispose();
        }
    }
}
