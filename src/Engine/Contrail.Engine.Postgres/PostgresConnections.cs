using Contrail.Engine.Projections;
using Npgsql;

namespace Contrail.Engine.Postgres;

/// <summary>The connections of one module; all of them find its schema first.</summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    private const int NpgsqlDefaultPoolSize = 100;
    private const int PoolSize = 11;
    private readonly NpgsqlDataSource pool;
    private readonly NpgsqlDataSource appending;
    private readonly NpgsqlDataSource queries;
    private readonly KeptConnection kept;

    // All of the pool may be dead; and while one caller clears it, another may still be given one of them.
    private readonly int maxAttempts;

    public PostgresConnections(PostgresOptions options, string module)
    {
        Schema = SchemaOf(module);
        var settings = KeyedSettings(options, Schema);
        pool = Source(settings);
        maxAttempts = settings.MaxPoolSize + 1;
        appending = Source(AppendSettings(options, Schema));
        queries = NpgsqlDataSource.Create(QuerySettings(options, Schema).ConnectionString);
        kept = new KeptConnection(Source(OwnSettings(options, Schema)));
    }

    public string Schema { get; }

    /// <summary>For everything but appends and queries by users.</summary>
    public NpgsqlDataSource Pool => pool;

    /// <summary>Runs a step on a pooled connection.</summary>
    /// <param name="doing">For the message of an error; see <see cref="PostgresErrors.Translate"/>.</param>
    /// <param name="step">Must be harmless to run again: after a restart of the server the pool holds dead connections, which show only when
    /// they are used, so it is tried on others.</param>
    /// <param name="cancellation">Stops the step.</param>
    public async ValueTask<T> RunAsync<T>(string doing, Func<NpgsqlConnection, Task<T>> step, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            NpgsqlConnection? connection = null;
            try
            {
                connection = await pool.OpenConnectionAsync(cancellation).ConfigureAwait(false);
                return await step(connection).ConfigureAwait(false);
            }
            catch (Exception e) when (connection is not null && attempt < maxAttempts && PostgresErrors.IsConnectionLost(e))
            {
                pool.Clear();
            }
            catch (Exception e) when (PostgresErrors.IsStoreError(e))
            {
                throw PostgresErrors.Translate(e, doing);
            }
            finally
            {
                if (connection is not null)
                {
                    await connection.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>
    /// As <see cref="RunAsync"/>, but whoever comes while nobody else does finds the connection of the last one: the pool hands out the one that was idle
    /// longest, and so would lead a lone reader from one server process to the next, each with cold caches.
    /// </summary>
    public async ValueTask<T> RunOnKeptAsync<T>(string doing, Func<NpgsqlConnection, Task<T>> step, CancellationToken cancellation)
    {
        if (!kept.TryTake())
        {
            return await RunAsync(doing, step, cancellation).ConfigureAwait(false);
        }

        try
        {
            return await kept.RunAsync(step, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresErrors.IsConnectionLost(e) || e is PostgresException)
        {
            // The server was restarted, perhaps long ago, or takes no more connections. What else is wrong shows again.
        }
        catch (Exception e) when (PostgresErrors.IsStoreError(e))
        {
            throw PostgresErrors.Translate(e, doing);
        }

        return await RunAsync(doing, step, cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs a step that must not run twice, on a connection that was just seen to be alive.</summary>
    public async ValueTask<T> RunUnrepeatedAsync<T>(string doing, Func<NpgsqlConnection, Task<T>> step, CancellationToken cancellation)
    {
        return await PostgresErrors.GuardAsync(
            async () =>
            {
                var connection = await OpenLiveAsync(cancellation).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    return await step(connection).ConfigureAwait(false);
                }
            },
            doing).ConfigureAwait(false);
    }

    /// <summary>A pooled connection that has just answered.</summary>
    public Task<NpgsqlConnection> OpenLiveAsync(CancellationToken cancellation) => OpenLiveFromAsync(pool, cancellation);

    /// <summary>A connection that cannot write by default and plans freely, for queries of users and for whole tables.</summary>
    public Task<NpgsqlConnection> OpenQueryAsync(CancellationToken cancellation) => OpenLiveFromAsync(queries, cancellation);

    private async Task<NpgsqlConnection> OpenLiveFromAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            try
            {
                await using var ping = new NpgsqlCommand("select 1", connection);
                await ping.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
                return connection;
            }
            catch (Exception e)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                if (attempt == maxAttempts || !PostgresErrors.IsConnectionLost(e))
                {
                    throw;
                }
            }

            source.Clear();
        }
    }

    /// <summary>A connection for the appender, which keeps it.</summary>
    public async Task<NpgsqlConnection> OpenAppendingAsync(CancellationToken cancellation) =>
        await appending.OpenConnectionAsync(cancellation).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await appending.DisposeAsync().ConfigureAwait(false);
        await queries.DisposeAsync().ConfigureAwait(false);
        await kept.DisposeAsync().ConfigureAwait(false);
        await pool.DisposeAsync().ConfigureAwait(false);
    }

    private static string SchemaOf(string module) =>
        TableSchema.ValidateName(module) is var name && !name.StartsWith("pg_", StringComparison.Ordinal) && name != "information_schema"
            ? name
            : throw new ArgumentException($"PostgreSQL keeps the schema name '{module}' for itself: name the module otherwise.");

    private static NpgsqlConnectionStringBuilder Settings(PostgresOptions options, string schema)
    {
        var given = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        if (given.MaxPoolSize == NpgsqlDefaultPoolSize)
        {
            given.MaxPoolSize = PoolSize;
        }

        given.SearchPath = schema;
        given.MaxAutoPrepare = Math.Max(given.MaxAutoPrepare, 100);
        given.AutoPrepareMinUsages = 2;
        given.ApplicationName ??= $"contrail {schema}";
        return given;
    }

    // All statements of the engine find rows by a key, in its order. Left alone, the server plans some of them while a table
    // is still empty or never analysed, and then sorts the whole log for each page, or compiles a plan for longer than it
    // runs. So it may use indexes only, and plans once.
    private static NpgsqlConnectionStringBuilder KeyedSettings(PostgresOptions options, string schema)
    {
        var settings = Settings(options, schema);
        settings.Options = $"{settings.Options} -c jit=off -c enable_seqscan=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan".Trim();
        settings.ReadBufferSize = Math.Max(settings.ReadBufferSize, 64 * 1024); // Pages and streams come in fewer pieces.
        settings.NoResetOnClose = true; // Nothing here changes a session; a reset would cost and forget what is prepared.
        return settings;
    }

    // A node that is stopped between locking the head and committing would stop all others; the server ends its transaction.
    private static NpgsqlConnectionStringBuilder AppendSettings(PostgresOptions options, string schema)
    {
        var settings = OwnSettings(options, schema);
        settings.Options += " -c idle_in_transaction_session_timeout=10s";
        settings.WriteBufferSize = Math.Max(settings.WriteBufferSize, 64 * 1024);
        return settings;
    }

    // One that is kept, and one more while that is being replaced.
    private static NpgsqlConnectionStringBuilder OwnSettings(PostgresOptions options, string schema)
    {
        var settings = KeyedSettings(options, schema);
        settings.MaxPoolSize = 2;
        return settings;
    }

    // The driver knows all types of the engine's columns by itself: it need not ask the server for every type that there is.
    private static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();

    private static NpgsqlConnectionStringBuilder QuerySettings(PostgresOptions options, string schema)
    {
        var settings = Settings(options, schema);
        settings.Options = $"{settings.Options} -c default_transaction_read_only=on".Trim();
        return settings;
    }
}

/// <summary>One connection for one at a time; after an error the next one has a new connection.</summary>
internal sealed class KeptConnection(NpgsqlDataSource source) : IAsyncDisposable
{
    private const int Free = 0;
    private const int Taken = 1;
    private const int Closed = 2;
    private NpgsqlConnection? connection;
    private int state;

    /// <summary>Takes it unless somebody has it. Whoever took it calls <see cref="RunAsync"/>, which gives it back.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref state, Taken, Free) == Free;

    /// <summary>Runs a step and gives the connection back.</summary>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> step, CancellationToken cancellation)
    {
        try
        {
            connection ??= await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            return await step(connection).ConfigureAwait(false);
        }
        catch
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            if (Interlocked.CompareExchange(ref state, Free, Taken) == Closed)
            {
                await CloseAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whoever has it closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref state, Closed) == Free)
        {
            await CloseAsync().ConfigureAwait(false);
        }

        await source.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask CloseAsync()
    {
        if (connection is { } last)
        {
            connection = null;
            NpgsqlConnection.ClearPool(last);
            await last.DisposeAsync().ConfigureAwait(false);
        }
    }
}
