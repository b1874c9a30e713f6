using System.Net.Sockets;
using Contrail.Engine.Log;
using Contrail.Engine.Subscriptions;
using Npgsql;

namespace Contrail.Engine.Postgres;

/// <summary>Says what an error of the driver or the server means to the engine.</summary>
internal static class PostgresErrors
{
    /// <summary>Raised by the function <c>advance</c>.</summary>
    public const string FencedOff = "CT001";

    /// <summary>Whether the error is the driver's or the server's, and so to be translated.</summary>
    public static bool IsStoreError(Exception e) =>
        e is NpgsqlException or SocketException or IOException or TimeoutException or ObjectDisposedException;

    /// <summary>
    /// Whether the connection is gone, rather than the statement refused: a pool may hold more like it after a restart of the server.
    /// </summary>
    public static bool IsConnectionLost(Exception e) => e switch
    {
        PostgresException p => p.SqlState is "57P01" or "57P02" or "57P03" or "25P03" || p.SqlState.StartsWith("08", StringComparison.Ordinal),
        _ => IsStoreError(e) && e is not ObjectDisposedException && e.InnerException is not TimeoutException,
    };

    /// <summary>What to throw instead.</summary>
    /// <param name="e">An error for which <see cref="IsStoreError"/> holds.</param>
    /// <param name="doing">Continues "PostgreSQL ..." in the message: what was asked for.</param>
    public static Exception Translate(Exception e, string doing) => e switch
    {
        PostgresException { SqlState: FencedOff } =>
            new FencedOffException($"Another owner has taken over ({doing}); this one must stop."),
        PostgresException p when MayPass(p) =>
            new StorageUnavailableException($"PostgreSQL could not {doing} now ({p.SqlState}: {p.MessageText}). Try again.", p),
        PostgresException { SqlState: "58030" or "XX001" or "XX002" } p =>
            new LogDamagedException($"PostgreSQL could not {doing}: it reports damaged data ({p.SqlState}: {p.MessageText}).", p),
        PostgresException p when p.SqlState.StartsWith("22", StringComparison.Ordinal) || p.SqlState == "23502" =>
            new InvalidDataException($"PostgreSQL cannot {doing}: a value is not valid ({p.SqlState}: {p.MessageText}). {p.Where}", p),
        PostgresException p =>
            new InvalidOperationException($"PostgreSQL refused to {doing} ({p.SqlState}: {p.MessageText}). {p.Detail}", p),
        _ => new StorageUnavailableException($"PostgreSQL did not {doing}: {e.Message}", e),
    };

    /// <summary>Runs a step and translates its errors.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> step, string doing)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (Exception e) when (IsStoreError(e))
        {
            throw Translate(e, doing);
        }
    }

    // 08 connection, 40 rollback (serialisation, deadlock), 53 resources (too many connections, disk full), 57 intervention
    // (shutdown, cancelled by a time limit), 55P03 lock not available, 25P03/25P04 time limits of idle transactions. A cached
    // plan that does not fit any more (0A000) is dropped by the driver, so the next attempt succeeds.
    private static bool MayPass(PostgresException e) =>
        e.IsTransient || e.SqlState is "55P03" or "25P03" or "25P04" || e.SqlState[..2] is "08" or "40" or "53" or "57"
        || (e.SqlState == "0A000" && e.MessageText.Contains("cached plan", StringComparison.Ordinal));
}
