using Contrail.Contracts;
using Contrail.Payments.Gateway;

namespace Contrail.Payments.Simulator;

/// <summary>Sums over the simulator's ledger.</summary>
internal static class SimulatorTotals
{
    private const string Sums = """
        select substr(key, 1, instr(key, ':') - 1), kind, currency, sum(amount_minor) from operations where outcome = 'approved' group by 1, 2, 3
        """;

    public static IReadOnlyDictionary<string, GatewayTotals> Read(SimulatorDatabase database) =>
        database.Query(Sums, row => (Payment: row.GetString(0), Kind: row.GetString(1), Amount: new Money(row.GetInt64(3), row.GetString(2))))
            .GroupBy(line => line.Payment, StringComparer.Ordinal)
            .ToDictionary(lines => lines.Key, lines => Total([.. lines.Select(l => (l.Kind, l.Amount))]), StringComparer.Ordinal);

    private static GatewayTotals Total(IReadOnlyList<(string Kind, Money Amount)> lines)
    {
        var currency = lines[0].Amount.Currency;
        Money Of(string kind) => Money.Sum(lines.Where(l => l.Kind == kind).Select(l => l.Amount), currency);
        return new GatewayTotals(
            Of(SimulatorOperation.Authorization), Of(SimulatorOperation.Capture), Of(SimulatorOperation.Refund), lines.Any(l => l.Kind == SimulatorOperation.Void));
    }
}
