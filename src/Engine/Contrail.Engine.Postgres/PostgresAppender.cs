using Contrail.Engine.Log;
using Npgsql;

namespace Contrail.Engine.Postgres;

/// <summary>
/// Appends batches on a connection of its own, one at a time. Normally this node wrote last and the streams are where the
/// units expect them: then the batch is planned on that guess, and one statement (<see cref="PostgresAppendCommand"/>) checks the
/// guess under the lock of the head and writes. Otherwise the head is locked first, and the batch planned on the truth.
/// </summary>
internal sealed class PostgresAppender(PostgresConnections connections) : IAsyncDisposable
{
    // After another node was seen to append, so many batches go the sure way before guessing is tried again.
    private const int BatchesAfterMovedHead = 8;
    private static readonly Dictionary<string, long> NothingGuessed = [];

    private NpgsqlConnection? connection;
    private NpgsqlCommand? guessing;
    private NpgsqlCommand? guessingWithSchedule;
    private LogHead? known;
    private int sureBatches;

    /// <summary>How many batches were written on a guess, and how many on what was read first.</summary>
    internal (long Guessed, long Sure) Written { get; private set; }

    /// <summary>Appends a batch; calls must not overlap.</summary>
    /// <exception cref="StorageUnavailableException">Whether the batch was written is unknown.</exception>
    public async Task<AppendPlan> AppendAsync(IReadOnlyList<AppendUnit> units)
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

    private async Task<AppendPlan> AppendOnceAsync(IReadOnlyList<AppendUnit> units)
    {
        await ConnectAsync().ConfigureAwait(false);
        if (known is not null && sureBatches == 0 && await AppendOnGuessAsync(units).ConfigureAwait(false) is { } plan)
        {
            Written = (Written.Guessed + 1, Written.Sure);
            return plan;
        }

        plan = await AppendOnTruthAsync(units).ConfigureAwait(false);
        Written = (Written.Guessed, Written.Sure + 1);
        return plan;
    }

    private async Task<AppendPlan?> AppendOnGuessAsync(IReadOnlyList<AppendUnit> units)
    {
        var guesses = Expected(units);
        var plan = AppendPlan.Make(known!, units, stream => guesses[stream], _ => null);
        if (plan.IsEmpty || plan.Outcomes.Any(outcome => outcome is AppendOutcome.Conflict))
        {
            return null;
        }

        var append = plan.Schedule.Count > 0 ? guessingWithSchedule! : guessing!;
        PostgresAppendCommand.Fill(append.Parameters, known!, plan, guesses);
        try
        {
            if (await append.ExecuteScalarAsync().ConfigureAwait(false) is not 1)
            {
                return null;
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return null; // A stream that was taken for new exists.
        }

        known = plan.Head;
        return plan;
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

    private async Task<AppendPlan> AppendOnTruthAsync(IReadOnlyList<AppendUnit> units)
    {
        var (head, versions, outcomes) = await LockAsync(units).ConfigureAwait(false);
        sureBatches = known is not null && known.Position != head.Position ? BatchesAfterMovedHead : Math.Max(0, sureBatches - 1);
        var plan = AppendPlan.Make(head, units, stream => versions.GetValueOrDefault(stream), outcomes.GetValueOrDefault);
        await using var writing = new NpgsqlBatch(connection);
        if (!plan.IsEmpty)
        {
            var append = new NpgsqlBatchCommand(PostgresAppendCommand.Sql(plan.Schedule.Count > 0));
            PostgresAppendCommand.Declare(append.Parameters, plan.Schedule.Count > 0);
            PostgresAppendCommand.Fill(append.Parameters, head, plan, NothingGuessed);
            writing.BatchCommands.Add(append);
        }

        writing.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        var status = await writing.ExecuteScalarAsync().ConfigureAwait(false);
        known = plan.Head;
        return plan.IsEmpty || status is 1
            ? plan
            : throw new LogDamagedException($"The log changed while its head at position {head.Position} was locked. Something else writes to its tables.");
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
        var head = await reader.ReadAsync().ConfigureAwait(false)
            ? new LogHead(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1))
            : throw new LogDamagedException("The log has lost its head: the table log_head is empty.");

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
            guessing = await PrepareAsync(connection, schedules: false).ConfigureAwait(false);
            guessingWithSchedule = await PrepareAsync(connection, schedules: true).ConfigureAwait(false);
        }
    }

    private static async Task<NpgsqlCommand> PrepareAsync(NpgsqlConnection connection, bool schedules)
    {
        var command = new NpgsqlCommand(PostgresAppendCommand.Sql(schedules), connection);
        PostgresAppendCommand.Declare(command.Parameters, schedules);
        await command.PrepareAsync().ConfigureAwait(false);
        return command;
    }

    // Whatever went wrong: nothing is known any more, and a transaction that may be open ends with its connection.
    private async Task ForgetAsync()
    {
        known = null;
        var closing = connection;
        NpgsqlCommand?[] commands = [guessing, guessingWithSchedule];
        (connection, guessing, guessingWithSchedule) = (null, null, null);
        if (closing is null)
        {
            return;
        }

        try
        {
            foreach (var command in commands)
            {
                if (command is not null)
                {
                    await command.DisposeAsync().ConfigureAwait(false);
                }
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
