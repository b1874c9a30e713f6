using Contrail.Contracts.Booking;
using Contrail.Contracts.Ordering;
using Contrail.Contracts.Payments;
using Contrail.Engine.Domain;
using Contrail.Engine.Processes;
using Contrail.Ordering.Domain.Orders;
using Contrail.Ordering.Features;

namespace Contrail.Ordering.Processes;

/// <summary>
/// One purchase: wait for a payment, authorise it, confirm the seats and issue tickets, take the money, confirm the order. Whatever
/// goes wrong before the money is taken is undone - seats released, payment voided - and if undoing fails a person gets a case. It always ends.
/// The money is taken last: nobody is charged without a ticket.
/// </summary>
[StreamCategory("purchase")]
internal sealed partial class Purchase : ProcessManager, IProcess<Purchase>
{
    /// <summary>Cards that a traveller may try for one order.</summary>
    internal const int MaxAttempts = 3;

    private static readonly TimeSpan AfterDeadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ForAuthorization = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ForTickets = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ForCapture = TimeSpan.FromHours(2);
    private static readonly TimeSpan ForCompensation = TimeSpan.FromHours(2);

    public static void Define(ProcessDefinition<Purchase> process) => process
        .StartsOn<OrderPlaced>(e => e.OrderId, (p, e) => p.Start(e))
        .On<PaymentStartedV1>(e => e.OrderId, (p, e) => p.Authorize(e.PaymentId))
        .On<PaymentAuthorizedV1>(e => e.OrderId, (p, e) => p.IssueTickets(e.PaymentId))
        .On<FlightBookingConfirmedV1>(e => e.OrderId, (p, e) => p.TicketsIssued(e.BookingId))
        .On<PaymentCapturedV1>(e => e.OrderId, (p, e) => p.Paid(e))
        .On<PaymentFailedV1>(e => e.OrderId, (p, e) => p.PaymentEnded(e.PaymentId, e.Reason, isDecline: e.Stage == PaymentStage.Authorization))
        .On<PaymentVoidedV1>(e => e.OrderId, (p, e) => p.PaymentEnded(e.PaymentId, "The payment was voided.", isDecline: false))
        .On<OrderHoldExpired>(e => e.OrderId, (p, e) => p.HoldExpired(e.BookingId))
        .On<OrderLineCancelled>(e => e.OrderId, (p, e) => p.BookingCancelled(e.BookingId, e.Reason))
        .OnTimeout("payment", p => p.Compensate(OrderEnd.Expired, "It was not paid in time."))
        .OnTimeout("authorization", p => p.Compensate(OrderEnd.Failed, "The bank did not answer in time. Nothing was charged."))
        .OnTimeout("tickets", p => p.Compensate(OrderEnd.Failed, "The tickets could not be issued in time. Nothing was charged."))
        .OnTimeout("capture", p => p.CallForHelp("capture", ForCapture, "Tickets are issued, but whether the money was taken is unknown."))
        .OnTimeout("compensation", p => p.CallForHelp("compensation", ForCompensation, "Undoing the purchase did not come to an end."))
        .OnRefused<ConfirmFlightBooking>((p, refusal) => p.TicketsRefused(refusal))
        .OnRefused<AuthorizePayment>((p, _) => p.Wait())
        .OnRefused<CapturePayment>((p, refusal) => p.Compensate(OrderEnd.Failed, refusal.Message))
        .OnRefused<VoidPayment>((p, refusal) => p.VoidRefused(refusal))
        .OnRefused<CancelFlightBooking>((p, refusal) => p.HandOver($"A booking could not be released: {refusal.Message}"))
        .OnRefused<DeclinePayment>((p, refusal) => p.HandOver(refusal.Message))
        .OnRefused<ConfirmOrder>((p, refusal) => p.HandOver($"The money was taken, but the order refuses it: {refusal.Message}"), evenAfterItsEnd: true)
        .OnRefused<EndOrder>((p, refusal) => p.HandOver($"The purchase was undone, but the order refuses to end: {refusal.Message}"), evenAfterItsEnd: true);

    private void Start(OrderPlaced e)
    {
        Apply(new PurchaseStarted(e.OrderId, e.BookingIds, e.PayBefore));
        AwaitPayment();
    }

    /// <summary>Booking gives the seats back at the deadline and tells; the deadline here is a net below that.</summary>
    private void AwaitPayment()
    {
        var left = payBefore - Now;
        SetDeadline("payment", (left > TimeSpan.Zero ? left : TimeSpan.Zero) + AfterDeadline);
    }

    private void Authorize(string payment)
    {
        if (Stage != PurchaseStage.AwaitingPayment)
        {
            Send(new VoidPayment(payment, "Another payment is under way, or the order is over."));
            return;
        }

        ClearDeadline("payment");
        Apply(new PurchasePaymentAccepted(payment));
        Send(new AuthorizePayment(payment));
        SetDeadline("authorization", ForAuthorization);
    }

    private void IssueTickets(string payment)
    {
        if (Stage != PurchaseStage.Authorizing || payment != PaymentId)
        {
            return; // It is being voided.
        }

        ClearDeadline("authorization");
        Apply(new PurchaseAuthorized(payment));
        foreach (var booking in bookings)
        {
            Send(new ConfirmFlightBooking(booking, Key));
        }

        SetDeadline("tickets", ForTickets);
    }

    private void TicketsIssued(string booking)
    {
        Apply(new PurchaseBookingConfirmed(booking));
        if (Stage == PurchaseStage.Compensating)
        {
            Send(new CancelFlightBooking(booking, CancellationReason.PaymentFailed, reason));
        }
        else if (Stage == PurchaseStage.IssuingTickets && confirmed.IsSupersetOf(bookings))
        {
            ClearDeadline("tickets");
            Apply(new PurchaseCapturing(PaymentId!));
            Send(new CapturePayment(PaymentId!));
            SetDeadline("capture", ForCapture);
        }
    }

    /// <summary>What was cancelled meanwhile ends the purchase as the news of it would, which may come later: the payment is let go of at once.</summary>
    private void TicketsRefused(RefusedException refusal)
    {
        var isCancelled = refusal.Key is ConfirmFlightBooking.IsCancelled or ConfirmFlightBooking.IsFlightCancelled;
        Compensate(isCancelled ? OrderEnd.Cancelled : OrderEnd.Failed, refusal.Message);
    }

    private void Paid(PaymentCapturedV1 e)
    {
        if (Stage != PurchaseStage.Capturing || e.PaymentId != PaymentId)
        {
            HandOver($"Payment {e.PaymentId} was taken although the purchase is {Stage}.");
            return;
        }

        Send(new ConfirmOrder(OrderId, e.PaymentId, e.Amount));
        Complete("confirmed");
    }

    private void PaymentEnded(string payment, string why, bool isDecline)
    {
        if (payment != PaymentId)
        {
            return;
        }

        Apply(new PurchasePaymentEnded(payment));
        if (Stage == PurchaseStage.Compensating)
        {
            FinishIfUndone();
        }
        else if (isDecline && attempts < MaxAttempts && released.Count == 0)
        {
            ClearDeadline("authorization");
            AwaitPayment();
            Send(new DeclinePayment(OrderId, payment, why, MaxAttempts - attempts));
        }
        else
        {
            Compensate(released.Count == bookings.Count ? OrderEnd.Expired : OrderEnd.Failed, why);
        }
    }

    private void HoldExpired(string booking)
    {
        if (confirmed.Contains(booking))
        {
            return; // Old news: its seats were taken again and sold.
        }

        Apply(new PurchaseBookingReleased(booking));
        if (Stage == PurchaseStage.AwaitingPayment)
        {
            Compensate(OrderEnd.Expired, "It was not paid before the seats had to be given back.");
        }
        else if (Stage == PurchaseStage.Compensating)
        {
            FinishIfUndone();
        }
    }

    private void BookingCancelled(string booking, string why)
    {
        Apply(new PurchaseBookingReleased(booking));
        if (Stage == PurchaseStage.Compensating)
        {
            FinishIfUndone();
        }
        else if (Stage != PurchaseStage.Capturing)
        {
            Compensate(OrderEnd.Cancelled, why);
        }

        // While the money is being taken the purchase goes on: the order asks it back for the cancelled booking.
    }
}
