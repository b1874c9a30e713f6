using Contrail.Contracts;
using Contrail.Contracts.Payments;
using Contrail.Engine.Events;
using Contrail.Engine.Projections;
using Contrail.Payments.Domain.Payments;

namespace Contrail.Payments.Features.GetPayment;

/// <summary>A payment as people see it.</summary>
/// <param name="Id">The payment.</param>
/// <param name="Number">Ascending in the order in which payments were started.</param>
/// <param name="OrderId">What it pays.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Amount">How much.</param>
/// <param name="Authorized">What was reserved at some time.</param>
/// <param name="Captured">What was taken.</param>
/// <param name="Refunded">What was given back.</param>
/// <param name="Unanswered">Questions to the gateway that are open.</param>
/// <param name="Method">With what.</param>
/// <param name="Brand">Of the card.</param>
/// <param name="Last4">Of the card.</param>
/// <param name="FailureCode">Why it failed.</param>
/// <param name="FailureReason">The same in words.</param>
/// <param name="IsReleased">Whether what was reserved was let go.</param>
/// <param name="Refunds">In the order in which they were asked for.</param>
/// <param name="History">What happened, in order.</param>
/// <param name="StartedAt">When it began.</param>
internal sealed record PaymentDetails(
    string Id, long Number, string OrderId, PaymentStatus Status, Money Amount, Money Authorized, Money Captured, Money Refunded, int Unanswered,
    PaymentMethod Method, string? Brand, string? Last4, string? FailureCode, string? FailureReason, bool IsReleased,
    IReadOnlyList<RefundDetails> Refunds, IReadOnlyList<PaymentMoment> History, DateTimeOffset StartedAt);

/// <summary>Money given back, or to be.</summary>
internal sealed record RefundDetails(string Id, Money Amount, string Reason, string Status);

/// <summary>Something that happened.</summary>
internal sealed record PaymentMoment(DateTimeOffset At, string What);

/// <summary>Payments with their history.</summary>
internal sealed class PaymentDetailsProjection : Projection<PaymentDetails>
{
    public const string ReadModel = "payment_details";

    public PaymentDetailsProjection()
        : base(ReadModel, version: 1)
    {
        On<PaymentStarted>(e => e.PaymentId, (_, e, at) => Start(e, at));
        Change<PaymentAuthorizationRequested>(e => e.PaymentId, e => Attempt("authorization", e.Attempt), (row, e) => Ask(row, e.Attempt) with { Status = PaymentStatus.Authorizing });
        Change<PaymentAuthorizationPending>(e => e.PaymentId, _ => "the gateway answers later", (row, _) => row);
        Change<PaymentAuthorized>(e => e.PaymentId, _ => "authorized", (row, e) => Answer(row) with { Status = PaymentStatus.Authorized, Authorized = e.Amount });
        Change<PaymentCaptureRequested>(e => e.PaymentId, e => Attempt("capture", e.Attempt), (row, e) => Ask(row, e.Attempt) with { Status = PaymentStatus.Capturing });
        Change<PaymentCaptured>(e => e.PaymentId, _ => "captured", (row, e) => Answer(row) with { Status = PaymentStatus.Captured, Captured = e.Amount });
        Change<PaymentVoidWished>(e => e.PaymentId, _ => "to be voided once the gateway has answered", (row, _) => row);
        Change<PaymentVoidRequested>(
            e => e.PaymentId, e => Attempt("void", e.Attempt), (row, e) => Ask(row, e.Attempt) with { Status = row.Status == PaymentStatus.Failed ? row.Status : PaymentStatus.Voiding });
        Change<PaymentVoided>(e => e.PaymentId, _ => "voided", (row, _) => Void(row));
        Change<PaymentAuthorizationReleased>(e => e.PaymentId, _ => "what was reserved was let go", (row, _) => Answer(row) with { IsReleased = true });
        Change<PaymentRefundRequested>(e => e.PaymentId, e => Attempt("refund", e.Attempt), (row, e) => e.Attempt == 1 ? Ask(row, e.Attempt) with { Refunds = [.. row.Refunds, Refund(e)] } : row);
        Change<PaymentRefunded>(e => e.PaymentId, e => $"refunded {e.Amount}", (row, e) => Refund(row, e.RefundId, "given") with { Refunded = row.Refunded + e.Amount });
        Change<PaymentRefundFailed>(e => e.PaymentId, e => $"refund failed: {e.Reason}", (row, e) => Refund(row, e.RefundId, "failed"));
        Change<PaymentGatewaySilent>(e => e.PaymentId, e => $"the gateway did not answer attempt {e.Attempt}", (row, _) => row);
        Change<PaymentAbandonmentRequested>(e => e.PaymentId, _ => "the gateway is asked to call it off", (row, _) => row);
        Change<PaymentFailed>(e => e.PaymentId, e => $"failed: {e.Reason}", Fail);
        Index("order_id");
        Index("number");
    }

    private void Change<TEvent>(Func<TEvent, object> key, Func<TEvent, string> what, Func<PaymentDetails, TEvent, PaymentDetails> change)
        where TEvent : notnull =>
        On<TEvent>(key, (row, e, at) => change(row!, e) with { History = [.. row!.History, new PaymentMoment(at.RecordedAt, what(e))] });

    private static PaymentDetails Start(PaymentStarted e, RecordedEvent at)
    {
        var nothing = Money.Zero(e.Amount.Currency);
        return new PaymentDetails(
            e.PaymentId.ToString(), at.Position, e.OrderId, PaymentStatus.Started, e.Amount, nothing, nothing, nothing, 0, e.Means.Method, e.Means.Brand, e.Means.Last4,
            null, null, false, [], [new PaymentMoment(at.RecordedAt, "started")], at.RecordedAt);
    }

    private static string Attempt(string what, int attempt) => attempt == 1 ? $"{what} asked for" : $"{what} asked for again";

    private static PaymentDetails Ask(PaymentDetails row, int attempt) => attempt == 1 ? row with { Unanswered = row.Unanswered + 1 } : row;

    private static PaymentDetails Answer(PaymentDetails row) => row with { Unanswered = row.Unanswered - 1 };

    private static PaymentDetails Void(PaymentDetails row) =>
        (row.Status == PaymentStatus.Voiding ? Answer(row) with { IsReleased = true } : row) with { Status = PaymentStatus.Voided };

    private static PaymentDetails Fail(PaymentDetails row, PaymentFailed e) =>
        (row.Status == PaymentStatus.Started ? row : Answer(row)) with { Status = PaymentStatus.Failed, FailureCode = e.Code, FailureReason = e.Reason };

    private static RefundDetails Refund(PaymentRefundRequested e) => new(e.RefundId, e.Amount, e.Reason, "asked");

    private static PaymentDetails Refund(PaymentDetails row, string refundId, string status) =>
        Answer(row) with { Refunds = [.. row.Refunds.Select(r => r.Id == refundId ? r with { Status = status } : r)] };
}
