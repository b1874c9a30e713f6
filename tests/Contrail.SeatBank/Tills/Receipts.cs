using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;

namespace Contrail.SeatBank.Tills;

/// <summary>The outside of the sample. Like a payment gateway it may be asked twice under one key, and does it once.</summary>
public interface IReceiptPrinter
{
    Task PrintAsync(Guid key, string holder, int amount);
}

[EventType("till.account.receipt_printed.v1")]
public sealed record ReceiptPrinted(string Holder, Guid Key) : IDomainEvent;

internal sealed record NoteReceipt(string Holder, Guid Key) : ICommand;

internal sealed class NoteReceiptHandler : ICommandHandler<NoteReceipt>
{
    public void Handle(NoteReceipt command, IDecision decision) => decision.Load<Account>(command.Holder).NoteReceipt(command.Key);
}

/// <summary>Prints a receipt for each charge, and notes that it was printed.</summary>
public sealed class PrintReceipts(IReceiptPrinter printer) : ISideEffect<AccountCharged>
{
    public async Task<ICommand?> PerformAsync(EventEnvelope<AccountCharged> e, Guid idempotencyKey, CancellationToken cancellation)
    {
        await printer.PrintAsync(idempotencyKey, e.Event.Holder, e.Event.Amount).ConfigureAwait(false);
        return new NoteReceipt(e.Event.Holder, idempotencyKey);
    }
}
