using Contrail.Engine.Log;
using Npgsql;

namespace Contrail.Engine.Postgres;

/// <summary>
/// Appends batches on a connection of its own, one at a time. Normally the streams are where the units expect them: then the batch is
/// planned on that guess, and one statement locks the head, checks the guess and writes, wherever the log ends by then. Otherwise the head is locked first,
/// and the batch planned on the truth. While no other node writes, it is foreseen too where the log ends, which saves the server work (see <see cref="PostgresAppendCommand"/>).
/// </summary>
internal sealed class PostgresAppender(PostgresConnections connections) : IAsyncDisposable
{
    // So many batches in a row must have been written where the one before had ended before the next is only written there: a miss costs a round trip.
    private const int EnoughAlone = 8;

    private NpgsqlConnection? connection;
    private NpgsqlCommand? foreseen;
    private NpgsqlCommand? guessing;

    /// <summary>Where the last batch with events ended; of one without, the head is only what the table held.</summary>
    private LogHead? lastHead;

    /// <summary>How many batches in a row were written where the one before had ended.</summary>
    private int alone;

    /// <summary>How many batches were written on a guess, and how many on what was read first.</summary>
    internal (long Guessed, long Sure) Written { get; private set; }

    /// <summary>How many of them by the statement that only writes where the log was foreseen to end.</summary>
    internal long Foreseen { get; private set; }

    /// <summary>Appends a batch; calls must not overlap.</summary>
    /// <exception cref="StorageUnavailableException">Whether the batch was written is unknown.</exception>
    public async Task<AppendedBatch> AppendAsync(IReadOnlyList<AppendUnit> units)
    {
        try
        {
            var lived = connection is not null;
            try
            {
                return await AppendOnceAsync(units).ConfigureAwait(false);
            }
            catch (Exception e) when (lived && PostgresErrors.IsConnectionLost(e))
            {
                // The server was restarted, perhaps long ago. Should the batch have been written, its units are duplicates now.
                await ForgetAsync().ConfigureAwait(false);
                return await AppendOnceAsync(units).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            await ForgetAsync().ConfigureAwait(false);
            if (PostgresErrors.IsStoreError(e))
            {
                throw PostgresErrors.Translate(e, "append a batch");
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync() => await ForgetAsync().ConfigureAwait(false);

    private async Task<AppendedBatch> AppendOnceAsync(IReadOnlyList<AppendUnit> units)
    {
        await ConnectAsync().ConfigureAwait(false);
        if (await AppendOnGuessAsync(units).ConfigureAwait(false) is { } batch)
        {
            Written = (Written.Guessed + 1, Written.Sure);
        }
        else
        {
            batch = await AppendOnTruthAsync(units).ConfigureAwait(false);
            Written = (Written.Guessed, Written.Sure + 1);
        }

        if (batch.Events.Count > 0)
        {
            lastHead = batch.Head;
        }

        return batch;
    }

    private async Task<AppendedBatch?> AppendOnGuessAsync(IReadOnlyList<AppendUnit> units)
    {
        var before = alone;
        alone = 0; // Until this one, too, was written where it was foreseen.
        var guesses = Expected(units);
        var plan = AppendPlan.Make(units, stream => guesses[stream], _ => null);
        if (plan.IsEmpty || plan.HasConflicts)
        {
            return null;
        }

        var checks = PostgresAppendCommand.ChecksOf(plan, guesses);
        var behindLast = before > 0 ? plan.At(lastHead!) : null;
        try
        {
            if (before >= EnoughAlone && PostgresAppendCommand.CanForesee(plan, checks) && await CallAsync(foreseen!).ConfigureAwait(false) is not null)
            {
                alone = before;
                Foreseen++;
                return behindLast;
            }

            var head = await CallAsync(guessing!).ConfigureAwait(false);
            if (head is null)
            {
                return null;
            }

            if (!AreSame(head, lastHead))
            {
                return plan.At(head);
            }

            alone = Math.Min(before + 1, EnoughAlone);
            return behindLast ?? plan.At(head);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return null; // A stream that was taken for new exists, or a command was recorded before.
        }

        async Task<LogHead?> CallAsync(NpgsqlCommand command)
        {
            PostgresAppendCommand.Fill(command.Parameters, plan, checks, lastHead, behindLast);
            await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            var head = await HeadAsync(reader).ConfigureAwait(false);
            await ReadToEndAsync(reader).ConfigureAwait(false);
            return head;
        }
    }

    /// <summary>The version at which each stream must be for the first unit that mentions it.</summary>
    private static Dictionary<string, long> Expected(IReadOnlyList<AppendUnit> units)
    {
        var versions = new Dictionary<string, long>(units.Count, StringComparer.Ordinal);
        foreach (var unit in units)
        {
            foreach (var read in unit.Reads)
            {
                versions.TryAdd(read.Stream, read.Version);
            }

            foreach (var write in unit.Writes)
            {
                versions.TryAdd(write.Stream, write.ExpectedVersion);
            }
        }

        return versions;
    }

    private async Task<AppendedBatch> AppendOnTruthAsync(IReadOnlyList<AppendUnit> units)
    {
        var (head, versions, outcomes) = await LockAsync(units).ConfigureAwait(false);
        var plan = AppendPlan.Make(units, stream => versions.GetValueOrDefault(stream), outcomes.GetValueOrDefault);
        await using var writing = new NpgsqlBatch(connection);
        if (!plan.IsEmpty)
        {
            var append = new NpgsqlBatchCommand(PostgresAppendCommand.Sql);
            PostgresAppendCommand.Declare(append.Parameters, PostgresAppendCommand.Sql);
            PostgresAppendCommand.Fill(append.Parameters, plan, checks: [], head: null, batch: null);
            writing.BatchCommands.Add(append);
        }

        writing.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await using var reader = await writing.ExecuteReaderAsync().ConfigureAwait(false);
        var found = plan.IsEmpty ? head : await HeadAsync(reader).ConfigureAwait(false);
        await ReadToEndAsync(reader).ConfigureAwait(false);
        return AreSame(head, found)
            ? plan.At(head)
            : throw new LogDamagedException($"The log changed while its head at position {head.Position} was locked. Something else writes to its tables.");
    }

    private static bool AreSame(LogHead head, LogHead? other) => other?.Position == head.Position && other.Hash.Span.SequenceEqual(head.Hash.Span);

    /// <summary>The head that a batch was written behind; null if it was not.</summary>
    private static async Task<LogHead?> HeadAsync(NpgsqlDataReader reader) =>
        await reader.ReadAsync().ConfigureAwait(false) && !reader.IsDBNull(0) ? PostgresRows.Head(reader) : null;

    /// <summary>Until the server has said that it committed: disposing a reader is not sure to tell of what comes after the rows.</summary>
    private static async Task ReadToEndAsync(NpgsqlDataReader reader)
    {
        while (await reader.NextResultAsync().ConfigureAwait(false))
        {
        }
    }

    private async Task<(LogHead Head, Dictionary<string, long> Versions, Dictionary<Guid, RecordedOutcome> Outcomes)> LockAsync(IReadOnlyList<AppendUnit> units)
    {
        await using var reading = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("begin"),
                new NpgsqlBatchCommand("select position, hash from log_head for no key update"),
                new NpgsqlBatchCommand(
                    """
                    select s.stream, (select e.version from events e where e.stream = s.stream order by e.version desc limit 1)
                    from unnest($1) as s (stream)
                    """)
                { Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. Expected(units).Keys] } } },
                new NpgsqlBatchCommand("select command_id, position, outcome from outcomes where command_id = any ($1)")
                { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = [.. units.Select(u => u.CommandId)] } } },
            },
        };
        await using var reader = await reading.ExecuteReaderAsync().ConfigureAwait(false);
        var head = await reader.ReadAsync().ConfigureAwait(false) ? PostgresRows.Head(reader) : throw PostgresRows.NoHead();
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        await reader.NextResultAsync().ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            versions[reader.GetString(0)] = await reader.IsDBNullAsync(1).ConfigureAwait(false) ? 0 : reader.GetInt64(1);
        }

        var outcomes = new Dictionary<Guid, RecordedOutcome>();
        await reader.NextResultAsync().ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            var outcome = PostgresRows.Outcome(reader);
            outcomes[outcome.CommandId] = outcome;
        }

        return (head, versions, outcomes);
    }

    private async Task ConnectAsync()
    {
        if (connection is null)
        {
            connection = await connections.OpenAppendingAsync(CancellationToken.None).ConfigureAwait(false);
            foreseen = await PrepareAsync(PostgresAppendCommand.ForeseenSql).ConfigureAwait(false);
            guessing = await PrepareAsync(PostgresAppendCommand.Sql).ConfigureAwait(false);
        }

        async Task<NpgsqlCommand> PrepareAsync(string sql)
        {
            var command = new NpgsqlCommand(sql, connection);
            PostgresAppendCommand.Declare(command.Parameters, sql);
            await command.PrepareAsync().ConfigureAwait(false);
            return command;
        }
    }

    // Whatever went wrong: a transaction that may be open ends with its connection.
    private async Task ForgetAsync()
    {
        var (closing, commands) = (connection, new[] { foreseen, guessing });
        (connection, foreseen, guessing) = (null, null, null);
        if (closing is null)
        {
            return;
        }

        try
        {
            foreach (var command in commands.OfType<NpgsqlCommand>())
            {
                await command.DisposeAsync().ConfigureAwait(false);
            }

            NpgsqlConnection.ClearPool(closing);
            await closing.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresErrors.IsStoreError(e))
        {
            // It is closed either way.
        }
    }
}
