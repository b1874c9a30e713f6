using Contrail.Contracts.Booking;
using Contrail.Contracts.Ordering;
using Contrail.Contracts.Payments;
using Contrail.Engine.Modules;
using Contrail.Ordering.Domain.Orders;
using Contrail.Ordering.Features;
using Contrail.Ordering.Features.Cases;
using Contrail.Ordering.Features.GetOrder;
using Contrail.Ordering.Features.History;
using Contrail.Ordering.Features.Remarks;
using Contrail.Ordering.Processes;
using Contrail.Ordering.Reactions;

namespace Contrail.Ordering;

/// <summary>What was agreed and what is owed.</summary>
public sealed class OrderingModule : Module
{
    /// <inheritdoc/>
    public override string Name => "ordering";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module
        .AddFrom(typeof(OrderingModule).Assembly)
        .AddTypes(
            typeof(FlightBookingReservedV1), typeof(FlightBookingConfirmedV1), typeof(FlightBookingCancelledV1), typeof(FlightBookingExpiredV1),
            typeof(ConfirmFlightBooking), typeof(CancelFlightBooking))
        .AddTypes(
            typeof(PaymentStartedV1), typeof(PaymentAuthorizedV1), typeof(PaymentFailedV1), typeof(PaymentCapturedV1), typeof(PaymentVoidedV1),
            typeof(PaymentRefundedV1), typeof(PaymentRefundFailedV1),
            typeof(AuthorizePayment), typeof(CapturePayment), typeof(VoidPayment), typeof(RefundPayment))
        .AddProjection(new OrdersProjection())
        .AddProjection(new BookingOrdersProjection())
        .AddProjection(new CasesProjection())
        .AddProjection(new OrderRemarksProjection())
        .AddProjection(new OrderHistoryProjection())
        .AddReaction(new OnFlightBookingCancelled())
        .AddReaction(new OnFlightBookingExpired())
        .AddReaction(new OnPaymentRefunded())
        .AddProcess<Purchase>()
        .AddProcess<Refund>()
        .Publish<OrderPlaced, OrderPlacedV1>(e => new OrderPlacedV1(e.OrderId.ToString(), e.UserId, e.BookingIds, e.Contact, e.Total, e.PayBefore))
        .Publish<OrderPaymentDeclined, OrderPaymentDeclinedV1>(e => new OrderPaymentDeclinedV1(e.OrderId.ToString(), e.Contact, e.Reason, e.AttemptsLeft, e.PayBefore, e.References))
        .Publish<OrderConfirmed, OrderConfirmedV1>(e => new OrderConfirmedV1(e.OrderId.ToString(), e.UserId, e.BookingIds, e.Contact, e.Total, e.PaymentId, e.References))
        .Publish<OrderExpired, OrderEndedV1>(e => new OrderEndedV1(e.OrderId.ToString(), e.Contact, OrderEnd.Expired, e.Reason, e.References))
        .Publish<OrderCancelled, OrderEndedV1>(e => new OrderEndedV1(e.OrderId.ToString(), e.Contact, OrderEnd.Cancelled, e.Reason, e.References))
        .Publish<OrderFailed, OrderEndedV1>(e => new OrderEndedV1(e.OrderId.ToString(), e.Contact, OrderEnd.Failed, e.Reason, e.References))
        .Publish<OrderRefunded, OrderRefundedV1>(e => new OrderRefundedV1(e.OrderId.ToString(), e.BookingId, e.RefundId, e.Contact, e.Amount, e.Reason, e.References));
}
