using System.Reflection;
using Npgsql;

namespace Contrail.Engine.Postgres;

/// <summary>
/// Brings a module's schema up to date by the numbered steps embedded in this assembly. Each step and the record that it
/// was taken are one transaction under an advisory lock: nodes that start together wait for each other, and a migration that
/// was killed goes on where it stopped.
/// </summary>
internal static class PostgresMigrations
{
    private const string Prefix = "Schema/";

    /// <summary>The steps this version knows, in order.</summary>
    public static IReadOnlyList<string> Steps { get; } =
        [.. typeof(PostgresMigrations).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal)];

    /// <summary>Takes the steps that are missing.</summary>
    /// <exception cref="InvalidOperationException">A newer version of the program has migrated the schema.</exception>
    public static async Task ApplyAsync(PostgresConnections connections, Action<string>? beforeCommit, CancellationToken cancellation)
    {
        var taken = await connections.RunAsync("read the migrations", connection => ReadTakenAsync(connection, connections.Schema, cancellation), cancellation)
            .ConfigureAwait(false);
        foreach (var step in Steps.Where(step => !taken.Contains(step)))
        {
            await connections.RunAsync(
                $"take migration step {step} of module {connections.Schema}",
                async connection =>
                {
                    await TakeAsync(connection, connections.Schema, step, beforeCommit, cancellation).ConfigureAwait(false);
                    return true;
                },
                cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<HashSet<string>> ReadTakenAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        await using var exists = new NpgsqlCommand($"select to_regclass('\"{schema}\".migrations') is not null", connection);
        if (!(bool)(await exists.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!)
        {
            return taken;
        }

        await using var command = new NpgsqlCommand($"select step from \"{schema}\".migrations order by step", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            taken.Add(reader.GetString(0));
        }

        return taken.FirstOrDefault(step => !Steps.Contains(step)) is { } unknown
            ? throw new InvalidOperationException(
                $"The schema '{schema}' has migration step '{unknown}', which this version does not know: a newer version has been here. Upgrade this program.")
            : taken;
    }

    private static async Task TakeAsync(
        NpgsqlConnection connection, string schema, string step, Action<string>? beforeCommit, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync(
                $"""
                select pg_advisory_xact_lock(hashtextextended('contrail migration of {schema}', 0));
                create schema if not exists "{schema}";
                create table if not exists "{schema}".migrations (
                  step text collate "C" primary key, taken_at timestamptz not null default now());
                """).ConfigureAwait(false);
            var taken = await ReadTakenAsync(connection, schema, cancellation).ConfigureAwait(false);
            if (!taken.Contains(step))
            {
                await ExecuteAsync(Read(step)).ConfigureAwait(false);
                await ExecuteAsync($"insert into \"{schema}\".migrations (step) values ('{step}')").ConfigureAwait(false);
                beforeCommit?.Invoke(step);
            }

            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static string Read(string step)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + step)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
