using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Processes;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;

namespace Contrail.SeatBank.Purchases;

[EventType("bank.seat_purchase.started.v1")]
public sealed record SeatPurchaseStarted(SeatBankId BankId, string Holder) : IDomainEvent;

[EventType("bank.seat_purchase.charged.v1")]
public sealed record SeatPurchaseCharged(SeatBankId BankId, string Holder) : IDomainEvent;

/// <summary>Hold, charge at the till (another module), sell; released if the till refuses or keeps silent.</summary>
[StreamCategory("seat_purchase")]
public sealed class SeatPurchase : ProcessManager, IProcess<SeatPurchase>
{
    private SeatBankId bank;
    private string holder = "";

    public static void Define(ProcessDefinition<SeatPurchase> process) => process
        .StartsOn<SeatsHeld>(e => KeyOf(e.BankId, e.Holder), (p, e) => p.Start(e))
        .On<HolderChargedV1>(e => KeyOf(new SeatBankId(e.BankId), e.Holder), (p, _) => p.Charged())
        .On<SeatsSold>(e => KeyOf(e.BankId, e.Holder), (p, _) => p.Complete("sold"))
        .On<SeatsReleased>(e => KeyOf(e.BankId, e.Holder), (p, _) => p.Complete("released"))
        .OnRefused<ChargeHolder>((p, _) => p.Release())
        .OnRefused<SellSeats>((p, _) => p.Fail("Charged, but the seats are gone."))
        .OnTimeout("charge", p => p.Release());

    public static string KeyOf(SeatBankId bank, string holder) => $"{bank}:{holder}";

    private void Start(SeatsHeld e)
    {
        Apply(new SeatPurchaseStarted(e.BankId, e.Holder));
        Send(new ChargeHolder(e.BankId.ToString(), e.Holder, e.Seats));
        SetDeadline("charge", TimeSpan.FromMinutes(5));
    }

    private void Charged()
    {
        ClearDeadline("charge");
        Apply(new SeatPurchaseCharged(bank, holder));
        Send(new SellSeats(bank, holder));
    }

    private void Release() => Send(new ReleaseSeats(bank, holder));

    private void When(SeatPurchaseStarted e) => (bank, holder) = (e.BankId, e.Holder);

    private void When(SeatPurchaseCharged e) => IsCharged = true;

    public bool IsCharged { get; private set; }
}
