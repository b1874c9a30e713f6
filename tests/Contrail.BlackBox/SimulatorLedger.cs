using Contrail.Engine.Sqlite;
using Microsoft.Data.Sqlite;

namespace Contrail.BlackBox;

/// <summary>One thing that the payment simulator was asked, as its own ledger has it.</summary>
/// <param name="Key">Idempotency key.</param>
/// <param name="Kind">authorize, capture, void, refund...</param>
/// <param name="Id">Its id.</param>
/// <param name="Reference">For an authorization ours, for the others the authorization or capture that they concern.</param>
/// <param name="Minor">Minor units.</param>
/// <param name="Currency">Currency.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record LedgerEntry(string Key, string Kind, string Id, string Reference, long Minor, string Currency, string Outcome);

/// <summary>Reads the payment simulator's ledger from its file, also while it is being written.</summary>
public static class SimulatorLedger
{
    /// <summary>Every entry.</summary>
    public static IReadOnlyList<LedgerEntry> Read(string file)
    {
        SqliteLibrary.EnsureLoaded();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "select key, kind, id, reference, amount_minor, currency, outcome from operations order by at, key";
        using var rows = select.ExecuteReader();
        var entries = new List<LedgerEntry>();
        while (rows.Read())
        {
            entries.Add(new LedgerEntry(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetInt64(4), rows.GetString(5), rows.GetString(6)));
        }

        return entries;
    }
}
