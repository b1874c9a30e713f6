using System.Security.Cryptography;
using System.Text;
using Contrail.Payments.Gateway;

namespace Contrail.Payments.Simulator;

/// <summary>
/// Tokens of cards. A token follows from the number by a keyed hash and the number is not kept: from the file alone, without the
/// key, nobody can find it by trying all numbers.
/// </summary>
internal sealed class CardVault(byte[] key)
{
    public CardToken Keep(SimulatorDatabase database, Card card)
    {
        var token = new CardToken($"tok_{Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(card.Number)).AsSpan(0, 20))}", card.Brand, card.Last4);
        database.Execute(
            "insert into vault (token, scenario, brand, last4) values ($1, $2, $3, $4) on conflict do nothing",
            token.Token, Scenarios.Of(card.Number).ToString(), token.Brand, token.Last4);
        return token;
    }

    /// <summary>How a card behaves; null when the token is none of ours.</summary>
    public static Scenario? ScenarioOf(SimulatorDatabase database, string token) =>
        database.Query("select scenario from vault where token = $1", row => Enum.Parse<Scenario>(row.GetString(0)), token) is [var found] ? found : null;
}
