using Contrail.Contracts.Ordering;
using Contrail.Ordering.Domain.Orders;

namespace Contrail.Ordering.Processes;

/// <summary>Where a purchase stands.</summary>
internal enum PurchaseStage
{
    AwaitingPayment,
    Authorizing,
    IssuingTickets,
    Capturing,
    Compensating,
}

/// <summary>What a purchase remembers.</summary>
internal sealed partial class Purchase
{
    private readonly HashSet<string> confirmed = new(StringComparer.Ordinal);
    private readonly HashSet<string> released = new(StringComparer.Ordinal);
    private IReadOnlyList<string> bookings = [];
    private DateTimeOffset payBefore;
    private OrderEnd end;
    private string reason = "";
    private int attempts;

    /// <summary>The order it fulfils.</summary>
    public OrderId OrderId { get; private set; }

    /// <summary>Where it stands.</summary>
    public PurchaseStage Stage { get; private set; }

    /// <summary>The payment that is under way.</summary>
    public string? PaymentId { get; private set; }

    private void When(PurchaseStarted e) => (OrderId, bookings, payBefore) = (e.OrderId, e.BookingIds, e.PayBefore);

    private void When(PurchasePaymentAccepted e) => (Stage, PaymentId, attempts) = (PurchaseStage.Authorizing, e.PaymentId, attempts + 1);

    private void When(PurchaseAuthorized e) => Stage = PurchaseStage.IssuingTickets;

    private void When(PurchasePaymentEnded e)
    {
        PaymentId = null;
        Stage = Stage == PurchaseStage.Authorizing ? PurchaseStage.AwaitingPayment : Stage;
    }

    private void When(PurchaseBookingConfirmed e)
    {
        confirmed.Add(e.BookingId);
        released.Remove(e.BookingId);
    }

    private void When(PurchaseBookingReleased e) => released.Add(e.BookingId);

    private void When(PurchaseCapturing e) => Stage = PurchaseStage.Capturing;

    private void When(PurchaseCompensating e) => (Stage, end, reason) = (PurchaseStage.Compensating, e.How, e.Reason);
}
