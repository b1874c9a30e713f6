using System.Globalization;
using System.Text.Json.Serialization;

namespace Contrail.Contracts;

/// <summary>
/// An amount in whole minor units (cents, pence; yen have none) of an ISO 4217 currency. Never a fraction: what does not divide is
/// split by <see cref="Split"/>, so that no cent is lost.
/// </summary>
/// <param name="Minor">Minor units; negative for what is owed the other way.</param>
/// <param name="Currency">Three capital letters.</param>
public readonly record struct Money(long Minor, string Currency)
{
    private const decimal Largest = 1_000_000_000_000m;

    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>Whether it is nothing.</summary>
    [JsonIgnore]
    public bool IsZero => Minor == 0;

    /// <summary>Sums of one currency; an empty sum is nothing in the given currency.</summary>
    public static Money Sum(IEnumerable<Money> amounts, string currency) => amounts.Aggregate(Zero(currency), (sum, next) => sum + next);

    /// <summary>Adds amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.Minor + right.Minor), Same(left, right));

    /// <summary>Subtracts amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(checked(left.Minor - right.Minor), Same(left, right));

    /// <summary>So many times the amount.</summary>
    public static Money operator *(Money amount, int times) => new(checked(amount.Minor * times), amount.Currency);

    /// <summary>Compares amounts of one currency.</summary>
    public static bool operator <(Money left, Money right) => Same(left, right).Length > 0 && left.Minor < right.Minor;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(Money left, Money right) => right < left;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(Money left, Money right) => !(right < left);

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(Money left, Money right) => !(left < right);

    /// <summary>Splits by weights without losing a minor unit: each part gets its share rounded down, and what is left over goes to
    /// the largest remainders, the first of equals first.</summary>
    /// <exception cref="ArgumentException">No weight is positive, or one is negative.</exception>
    public IReadOnlyList<Money> Split(params IReadOnlyList<long> weights)
    {
        var total = weights.Sum();
        if (total <= 0 || weights.Any(w => w < 0))
        {
            throw new ArgumentException("Weights must not be negative and one must be positive.", nameof(weights));
        }

        var (amount, currency) = (new Int128(0, (ulong)Math.Abs(Minor)), Currency);
        var sign = Math.Sign(Minor);
        var shares = weights.Select(w => (long)(amount * w / total)).ToArray();
        var left = (long)amount - shares.Sum();
        foreach (var i in Enumerable.Range(0, shares.Length).OrderByDescending(i => amount * weights[i] % total).Take((int)left))
        {
            shares[i]++;
        }

        return [.. shares.Select(s => new Money(s * sign, currency))];
    }

    /// <summary>The amount with exactly the decimals of its currency, for example <c>123.45</c> or, in yen, <c>12345</c>.</summary>
    public string ToDecimalString()
    {
        var decimals = Currencies.DecimalsOf(Currency);
        var scale = (decimal)Math.Pow(10, decimals);
        return (Minor / scale).ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads what <see cref="ToDecimalString"/> writes.</summary>
    /// <exception cref="FormatException">Unknown currency, not a number, or not exactly the decimals of the currency.</exception>
    public static Money Parse(string amount, string currency)
    {
        if (!Currencies.IsKnown(currency))
        {
            throw new FormatException($"'{currency}' is not an ISO 4217 currency.");
        }

        var decimals = Currencies.DecimalsOf(currency);
        var isNumber = decimal.TryParse(amount, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
        var money = new Money(isNumber && Math.Abs(value) <= Largest ? (long)(value * (decimal)Math.Pow(10, decimals)) : 0, currency);
        return money.ToDecimalString() == amount
            ? money
            : throw new FormatException($"'{amount}' is not an amount in {currency}: write it with exactly {decimals} decimals.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ToDecimalString()} {Currency}";

    private static string Same(Money left, Money right) =>
        left.Currency == right.Currency
            ? left.Currency
            : throw new InvalidOperationException($"{left.Currency} and {right.Currency} do not add up: convert one first.");
}
