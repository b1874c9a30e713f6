using Contrail.Contracts.Booking;
using Contrail.Contracts.Ordering;
using Contrail.Contracts.Payments;
using Contrail.Engine.Domain;
using Contrail.Ordering.Domain.Orders;
using Contrail.Ordering.Features;
using Contrail.Ordering.Features.Cases;

namespace Contrail.Ordering.Processes;

/// <summary>How a purchase is undone.</summary>
internal sealed partial class Purchase
{
    /// <summary>Releases what is held and lets go of the payment; the order ends when both are done.</summary>
    private void Compensate(OrderEnd how, string why)
    {
        if (Stage == PurchaseStage.Compensating)
        {
            return;
        }

        foreach (var deadline in Deadlines.Keys.ToList())
        {
            ClearDeadline(deadline);
        }

        // A confirmation that was sent may still be carried out, also for a booking whose hold expired: what was asked for is taken back.
        var asked = Stage is PurchaseStage.IssuingTickets or PurchaseStage.Capturing ? bookings : [.. bookings.Where(b => !released.Contains(b))];
        Apply(new PurchaseCompensating(how, why));
        foreach (var booking in asked)
        {
            Send(new CancelFlightBooking(booking, CancellationReason.PaymentFailed, why));
        }

        if (PaymentId is { } payment)
        {
            Send(new VoidPayment(payment, why));
        }

        SetDeadline("compensation", ForCompensation);
        FinishIfUndone();
    }

    private void FinishIfUndone()
    {
        if (PaymentId is null && released.IsSupersetOf(bookings))
        {
            Send(new EndOrder(OrderId, end, reason));
            Complete(end.ToString().ToLowerInvariant());
        }
    }

    private void VoidRefused(RefusedException refusal)
    {
        if (Stage == PurchaseStage.Compensating)
        {
            HandOver($"The payment could not be voided: {refusal.Message}");
        }
    }

    private void HandOver(string why)
    {
        Send(new OpenCase($"purchase:{Key}", Key, why));
        Fail(why);
    }

    /// <summary>Calls a person and goes on listening: the answer may still come.</summary>
    private void CallForHelp(string deadline, TimeSpan again, string why)
    {
        Send(new OpenCase($"purchase:{Key}", Key, why));
        SetDeadline(deadline, again);
    }

    /// <summary>The payment has failed or was voided: the news of it is on its way.</summary>
    private void Wait()
    {
        if (Stage == PurchaseStage.Authorizing)
        {
            SetDeadline("authorization", ForAuthorization);
        }
    }
}
