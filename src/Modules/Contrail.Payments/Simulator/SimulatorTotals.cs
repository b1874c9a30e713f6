using Contrail.Contracts;
using Contrail.Payments.Gateway;
using Microsoft.Data.Sqlite;

namespace Contrail.Payments.Simulator;

/// <summary>Sums over the simulator's ledger.</summary>
internal static class SimulatorTotals
{
    private const string Sums = """
        select substr(key, 1, instr(key, ':') - 1), kind, currency, sum(amount_minor) from operations where outcome = 'approved' group by 1, 2, 3
        """;

    // By the primary key: all keys of a payment begin with its id and a colon.
    private const string SumsOfOne = """
        select substr(key, 1, instr(key, ':') - 1), kind, currency, sum(amount_minor) from operations
        where key >= $1 || ':' and key < $1 || ';' and outcome = 'approved' group by 1, 2, 3
        """;

    private const string Newest = """
        select distinct payment from (
            select substr(key, 1, instr(key, ':') - 1) as payment from operations where outcome = 'approved' order by rowid desc limit $1)
        """;

    public static IReadOnlyDictionary<string, GatewayTotals> Read(SimulatorDatabase database) => Sum(database.Query(Sums, LineOf));

    public static IReadOnlyDictionary<string, GatewayTotals> Read(SimulatorDatabase database, IReadOnlyCollection<string> payments) =>
        Sum(payments.SelectMany(payment => database.Query(SumsOfOne, LineOf, payment)));

    public static IReadOnlyList<string> ReadNewest(SimulatorDatabase database, int most) => database.Query(Newest, row => row.GetString(0), most);

    private static (string Payment, string Kind, Money Amount) LineOf(SqliteDataReader row) =>
        (row.GetString(0), row.GetString(1), new Money(row.GetInt64(3), row.GetString(2)));

    private static Dictionary<string, GatewayTotals> Sum(IEnumerable<(string Payment, string Kind, Money Amount)> lines) => lines
        .GroupBy(line => line.Payment, StringComparer.Ordinal)
        .ToDictionary(of => of.Key, of => Total([.. of.Select(l => (l.Kind, l.Amount))]), StringComparer.Ordinal);

    private static GatewayTotals Total(IReadOnlyList<(string Kind, Money Amount)> lines)
    {
        var currency = lines[0].Amount.Currency;
        Money Of(string kind) => Money.Sum(lines.Where(l => l.Kind == kind).Select(l => l.Amount), currency);
        return new GatewayTotals(
            Of(SimulatorOperation.Authorization), Of(SimulatorOperation.Capture), Of(SimulatorOperation.Refund), lines.Any(l => l.Kind == SimulatorOperation.Void));
    }
}
