using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Modules;

namespace Contrail.SeatBank.Tills;

/// <summary>Contract: charge somebody for seats.</summary>
[CommandType("till.charge_holder.v1")]
public sealed record ChargeHolder(string BankId, string Holder, int Seats) : ICommand;

/// <summary>Contract: somebody was charged.</summary>
[EventType("till.holder_charged.v1")]
public sealed record HolderChargedV1(string BankId, string Holder, int Amount);

[EventType("till.account.charged.v1")]
public sealed record AccountCharged(string BankId, string Holder, int Amount) : IDomainEvent;

/// <summary>What one holder was charged for.</summary>
[StreamCategory("account")]
public sealed class Account : AggregateRoot
{
    private string holder = "";

    private Account()
    {
    }

    public int Charged { get; private set; }

    public int Receipts { get; private set; }

    protected override string IdText => holder;

    internal static Account Open(string holder, string bank, int amount)
    {
        var account = new Account { holder = holder };
        account.Charge(bank, amount);
        return account;
    }

    internal void Charge(string bank, int amount)
    {
        Check(new HoldersMustBeGoodForTheirMoneyRule(holder));
        Apply(new AccountCharged(bank, holder, amount));
    }

    internal void NoteReceipt(Guid key) => Apply(new ReceiptPrinted(holder, key));

    private void When(AccountCharged e) => (holder, Charged) = (e.Holder, Charged + e.Amount);

    private void When(ReceiptPrinted e) => Receipts++;
}

internal sealed class HoldersMustBeGoodForTheirMoneyRule(string holder) : Rule("Account_Holders_Must_Be_Good_For_Their_Money")
{
    public override bool IsFollowed() => !holder.StartsWith("broke", StringComparison.Ordinal);
}

internal sealed class ChargeHolderHandler : ICommandHandler<ChargeHolder>
{
    public void Handle(ChargeHolder command, IDecision decision)
    {
        if (decision.Find<Account>(command.Holder) is { } account)
        {
            account.Charge(command.BankId, command.Seats * 100);
        }
        else
        {
            decision.Add(Account.Open(command.Holder, command.BankId, command.Seats * 100));
        }
    }
}

/// <summary>The other module of the sample: it takes the money.</summary>
public sealed class TillModule : Module
{
    public override string Name => "till";

    /// <summary>Prints receipts; null for a till without.</summary>
    public IReceiptPrinter? Printer { get; init; }

    public override void Define(ModuleBuilder module)
    {
        module
            .AddFrom(typeof(TillModule).Assembly, "Contrail.SeatBank.Tills")
            .Publish<AccountCharged, HolderChargedV1>(e => new HolderChargedV1(e.BankId, e.Holder, e.Amount));
        if (Printer is not null)
        {
            module.AddSideEffect(new PrintReceipts(Printer));
        }
    }
}
