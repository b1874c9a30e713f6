using FsCheck;
using Contrail.Contracts;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Contracts;

public sealed class MoneySpecs
{
    [Theory]
    [InlineData(12345, "EUR", "123.45")]
    [InlineData(-5, "GBP", "-0.05")]
    [InlineData(12345, "JPY", "12345")]
    [InlineData(12345, "TND", "12.345")]
    [InlineData(0, "USD", "0.00")]
    [InlineData(9_007_199_254_740_993, "EUR", "90071992547409.93")]
    public void An_amount_has_exactly_the_decimals_of_its_currency(long minor, string currency, string text)
    {
        new Money(minor, currency).ToDecimalString().ShouldBe(text);
        if (Math.Abs(minor) < 1_000_000_000_000)
        {
            Money.Parse(text, currency).ShouldBe(new Money(minor, currency));
        }
    }

    [Theory]
    [InlineData("1.5", "EUR")]
    [InlineData("1.500", "EUR")]
    [InlineData("1.00", "JPY")]
    [InlineData("1,00", "EUR")]
    [InlineData("1.0e", "EUR")]
    [InlineData(" 1.00", "EUR")]
    [InlineData("+1.00", "EUR")]
    [InlineData("01.00", "EUR")]
    [InlineData(".50", "EUR")]
    [InlineData("-0.00", "EUR")]
    [InlineData("", "EUR")]
    [InlineData("1.00", "eur")]
    [InlineData("1.00", "XXX")]
    [InlineData("99999999999999999999.00", "EUR")]
    public void Anything_else_is_refused(string text, string currency) => Should.Throw<FormatException>(() => Money.Parse(text, currency));

    [Fact]
    public void A_split_loses_nothing_and_is_as_even_as_it_can_be() => Prop.ForAll<int, byte>((minor, parts) =>
    {
        var weights = Enumerable.Repeat(1L, parts + 1).ToArray();
        var split = new Money(minor, "EUR").Split(weights);
        return split.Sum(p => p.Minor) == minor && split.Max(p => p.Minor) - split.Min(p => p.Minor) <= 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_left_over_goes_to_the_largest_remainders() =>
        new Money(100, "EUR").Split(1, 1, 1).Select(m => m.Minor).ShouldBe([34, 33, 33]);

    [Fact]
    public void Currencies_do_not_mix() => Should.Throw<InvalidOperationException>(() => new Money(1, "EUR") + new Money(1, "USD"));

    [Fact]
    public void An_overflow_is_an_error_and_not_a_wrong_amount() => Should.Throw<OverflowException>(() => new Money(long.MaxValue, "EUR") + new Money(1, "EUR"));
}
