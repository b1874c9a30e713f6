using System.Security.Cryptography;
using System.Text;
using Contrail.Contracts;
using Contrail.Payments.Domain.Payments;
using Microsoft.Data.Sqlite;

namespace Contrail.Payments.Simulator;

/// <summary>A line of the simulator's ledger.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Kind">What it is; <see cref="Tombstone"/> for a key that was spent before anything was done.</param>
/// <param name="Id">By which others refer to it.</param>
/// <param name="Reference">An order, an authorisation or a capture.</param>
/// <param name="Scenario">Of the card.</param>
/// <param name="Amount">How much.</param>
/// <param name="Outcome">See the constants.</param>
/// <param name="Code">Why it was declined.</param>
/// <param name="Reason">The same in words.</param>
internal sealed record SimulatorOperation(
    string Key, string Kind, string Id, string Reference, Scenario Scenario, Money Amount, string Outcome, string? Code = null, string? Reason = null)
{
    public const string Authorization = "authorization";
    public const string Capture = "capture";
    public const string Void = "void";
    public const string Refund = "refund";
    public const string Tombstone = "tombstone";

    public const string Approved = "approved";
    public const string Declined = "declined";
    public const string Pending = "pending";

    private const string Columns = "key, kind, id, reference, scenario, amount_minor, currency, outcome, code, reason";

    /// <summary>What the simulator says of it, whenever it is asked.</summary>
    public GatewayAnswer Answer => Outcome switch
    {
        Approved => new GatewayAnswer.Approved(Id),
        Pending => new GatewayAnswer.Pending(),
        _ => new GatewayAnswer.Declined(Code!, Reason!),
    };

    public static SimulatorOperation? Find(SimulatorDatabase database, string key) =>
        database.Query($"select {Columns} from operations where key = $1", Read, key) is [var found] ? found : null;

    public static SimulatorOperation? FindById(SimulatorDatabase database, string id) =>
        database.Query($"select {Columns} from operations where id = $1", Read, id) is [var found] ? found : null;

    /// <summary>Approved operations of a kind that refer to something, as one sum of minor units; null when there are none.</summary>
    public static long? SumOf(SimulatorDatabase database, string kind, string reference) =>
        database.Query(
            "select sum(amount_minor) from operations where reference = $1 and kind = $2 and outcome = $3",
            row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), reference, kind, Approved)[0];

    /// <summary>The id follows from the key.</summary>
    public static string IdOf(string kind, string key) => $"{kind[..4]}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12))}";

    public SimulatorOperation Decline(string code, string reason) => this with { Outcome = Declined, Code = code, Reason = reason };

    public void Insert(SimulatorDatabase database, DateTimeOffset at) => database.Execute(
        $"insert into operations ({Columns}, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        Key, Kind, Id, Reference, Scenario.ToString(), Amount.Minor, Amount.Currency, Outcome, Code, Reason, at.ToUnixTimeMilliseconds());

    private static SimulatorOperation Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), Enum.Parse<Scenario>(row.GetString(4)),
        new Money(row.GetInt64(5), row.GetString(6)), row.GetString(7),
        row.IsDBNull(8) ? null : row.GetString(8), row.IsDBNull(9) ? null : row.GetString(9));
}
