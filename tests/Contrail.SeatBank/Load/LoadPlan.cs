using System.Globalization;
using Contrail.Engine.Decisions;

namespace Contrail.SeatBank.Load;

/// <summary>
/// What one caller does, one operation after another: the same for the same seed, round and caller. Every holder holds in a bank
/// at most once, so that each hold is one purchase, and each purchase one charge.
/// </summary>
public sealed class LoadPlan(int seed, int round, int caller)
{
    private const int BanksPerRound = 2;
    private const int RoundsInUse = 4;
    private const int BankOfAll = -1;
    private readonly Random random = new(HashCode(seed, round, caller));
    private readonly Guid origin = new(seed, (short)round, (short)caller, [0, 0, 0, 0, 0, 0, 0, 0]);
    private int number;

    /// <summary>Opens the banks of a round; the second time it is refused.</summary>
    public static IEnumerable<Operation> Openings(int seed, int round)
    {
        var plan = new LoadPlan(seed, round, caller: 9999);
        for (var bank = BankOfAll; bank < BanksPerRound * RoundsInUse; bank++)
        {
            var name = plan.Bank(bank);
            yield return plan.Next(OperationKind.Open, name, $"code-{name}", bank == BankOfAll ? 1_000_000 : 60);
        }
    }

    /// <summary>The operations of one customer: they are sent one after another.</summary>
    public IEnumerable<Operation> Customer()
    {
        var bank = Bank(random.Next(BankOfAll, BanksPerRound * RoundsInUse));
        var kind = random.Next(12);
        var holder = $"{(kind == 0 ? "broke" : kind == 1 && bank != Bank(BankOfAll) ? "last" : "h")}{round}x{caller}x{number}";
        var seats = random.Next(1, 4);
        yield return Next(OperationKind.Hold, bank, holder, seats, expires: kind is 2 or 3 ? random.Next(1, 60) : 0);
        if (kind is 4 or 5)
        {
            yield return Next(OperationKind.Release, bank, holder);
        }
        else if (kind == 6)
        {
            yield return Next(OperationKind.Sell, bank, holder);
        }
        else if (kind is 7 or 8 && Bank(BankOfAll) is var to && to != bank)
        {
            yield return Next(OperationKind.Move, bank, holder, seats, to);
        }
    }

    /// <summary>Whether the next operation is sent several times at once.</summary>
    public int Copies() => random.Next(6) == 0 ? 3 : 1;

    private static int HashCode(int seed, int round, int caller) => unchecked((((seed * 397) + round) * 397) + caller);

    private string Bank(int index) => index == BankOfAll
        ? "all"
        : string.Create(CultureInfo.InvariantCulture, $"b{Math.Max(0, round - (index / BanksPerRound))}x{index % BanksPerRound}");

    private Operation Next(OperationKind kind, string bank, string holder, int seats = 0, string to = "-", int expires = 0) =>
        new(DerivedId.From(origin, $"{number++}"), kind, bank, holder, seats, to, expires);
}
