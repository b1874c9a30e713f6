using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;

namespace Contrail.SeatBank.SeatBanks;

public readonly record struct SeatBankId(string Value) : ITypedId<SeatBankId>
{
    public static SeatBankId Parse(string text) => new(text);

    public override string ToString() => Value;
}

/// <summary>Seats that are free, held or sold; nobody holds a seat that another has.</summary>
[StreamCategory("seat_bank")]
[Snapshot(every: 50, shape: 1)]
public sealed class SeatBank : AggregateRoot<SeatBankId>, ISnapshots<SeatBank.Captured>
{
    private readonly Dictionary<string, int> held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> sold = new(StringComparer.Ordinal);

    private SeatBank()
    {
    }

    public int Capacity { get; private set; }

    public bool IsClosed { get; private set; }

    public int Held => held.Values.Sum();

    public int Sold => sold.Values.Sum();

    public int Free => Capacity - Held - Sold;

    public static SeatBank Open(SeatBankId id, string code, int capacity)
    {
        Check(new CapacityMustBePositiveRule(capacity));
        var bank = new SeatBank();
        bank.Apply(new SeatBankOpened(id, code, capacity));
        return bank;
    }

    public void Hold(string holder, int seats)
    {
        if (held.ContainsKey(holder) || sold.ContainsKey(holder))
        {
            return;
        }

        Check(new SeatBankMustBeOpenRule(IsClosed));
        Check(new EnoughSeatsMustBeFreeRule(Free, seats));
        Apply(new SeatsHeld(Id, holder, seats));
    }

    public void Release(string holder)
    {
        if (held.TryGetValue(holder, out var seats))
        {
            Apply(new SeatsReleased(Id, holder, seats));
        }
    }

    public void Sell(string holder)
    {
        if (sold.ContainsKey(holder))
        {
            return;
        }

        Check(new OnlyHeldSeatsCanBeSoldRule(held.ContainsKey(holder)));
        Apply(new SeatsSold(Id, holder, held[holder]));
    }

    public void Close()
    {
        if (!IsClosed)
        {
            Apply(new SeatBankClosed(Id));
        }
    }

    public Captured Capture() => new(Id, Capacity, IsClosed, new(held), new(sold));

    public void Restore(Captured captured)
    {
        (Id, Capacity, IsClosed) = (captured.Id, captured.Capacity, captured.IsClosed);
        foreach (var (holder, seats) in captured.Held)
        {
            held[holder] = seats;
        }

        foreach (var (holder, seats) in captured.Sold)
        {
            sold[holder] = seats;
        }
    }

    private void When(SeatBankOpened e) => (Id, Capacity) = (e.BankId, e.Capacity);

    private void When(SeatsHeld e) => held[e.Holder] = e.Seats;

    private void When(SeatsReleased e) => held.Remove(e.Holder);

    private void When(SeatsSold e)
    {
        held.Remove(e.Holder);
        sold[e.Holder] = e.Seats;
    }

    private void When(SeatBankClosed e) => IsClosed = true;

    public sealed record Captured(SeatBankId Id, int Capacity, bool IsClosed, Dictionary<string, int> Held, Dictionary<string, int> Sold);
}

internal sealed class CapacityMustBePositiveRule(int capacity) : Rule("SeatBank_Capacity_Must_Be_Positive")
{
    public override bool IsFollowed() => capacity > 0;
}

internal sealed class SeatBankMustBeOpenRule(bool isClosed) : Rule("SeatBank_Must_Be_Open")
{
    public override bool IsFollowed() => !isClosed;
}

internal sealed class EnoughSeatsMustBeFreeRule(int free, int wanted) : Rule("SeatBank_Not_Enough_Free_Seats")
{
    public override string Explanation => $"{wanted} seats are wanted, {free} are free.";

    public override bool IsFollowed() => wanted > 0 && wanted <= free;
}

internal sealed class OnlyHeldSeatsCanBeSoldRule(bool isHeld) : Rule("SeatBank_Only_Held_Seats_Can_Be_Sold")
{
    public override bool IsFollowed() => isHeld;
}
