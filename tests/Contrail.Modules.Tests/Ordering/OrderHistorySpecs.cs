using Contrail.Contracts.Payments;
using Contrail.Engine.Testing.Specs;
using Contrail.Ordering;
using Contrail.Ordering.Domain.Orders;
using Contrail.Ordering.Features.History;
using Xunit;

namespace Contrail.Modules.Tests.Ordering;

/// <summary>What travellers are told of their order.</summary>
public sealed class OrderHistorySpecs
{
    private static readonly DateTimeOffset Later = Given.Now.AddMinutes(5);

    [Fact]
    public Task A_declined_card_another_one_and_a_refund_are_told_in_order() => ProjectionSpec.For(new OrderingModule(), new OrderHistoryProjection())
        .Given(Given.Drafted, Given.Placed, Given.Started(), Given.Declined())
        .Given(new OrderPaymentDeclined(Given.Id, Given.Contact, "p1", "The card was declined.", 2, Given.PayBefore))
        .GivenAt(Later, Given.Started("p2") with { Method = PaymentMethod.Debit, Last4 = null }, Given.Authorized("p2"), Given.Captured("p2"))
        .GivenAt(Later, Given.Paid, Given.Confirmed)
        .GivenAt(Later, new OrderLineCancelled(Given.Id, "out", "The traveller cancelled.", Given.Euro(120), Given.Euro(80)))
        .GivenAt(Later, new OrderRefundRequested(Given.Id, "r1", "out", "p2", Given.Euro(120), "The traveller cancelled."))
        .GivenAt(Later, new OrderRefundHeldUp(Given.Id, "r1", "out", Given.Euro(120)))
        .GivenAt(Later, new OrderRefunded(Given.Id, "r1", "out", Given.Contact, Given.Euro(120), "The traveller cancelled."))
        .GivenAt(Later, new OrderRefunded(Given.Id, "r2", "", Given.Contact, Given.Euro(5), "Given by our staff."))
        .ThenAsync(new OrderHistoryRow(
            Given.Id.ToString(),
            [
                new(Given.Now, OrderHistoryKind.Placed, "The price of EUR 350.00 is locked until it is paid or the time to pay is over.", Given.Euro(350), Time: Given.PayBefore),
                new(Given.Now, OrderHistoryKind.PaymentStarted, "A payment by card ending in 4242 was started.", Given.Euro(350)),
                new(Given.Now, OrderHistoryKind.PaymentDeclined, "The payment did not go through. The card was declined. 2 more tries are possible.", Time: Given.PayBefore),
                new(Later, OrderHistoryKind.PaymentStarted, "A payment by debit card was started.", Given.Euro(350)),
                new(Later, OrderHistoryKind.Paid, "EUR 350.00 was paid.", Given.Euro(350)),
                new(Later, OrderHistoryKind.Confirmed, "The order is complete.", Given.Euro(350)),
                new(Later, OrderHistoryKind.BookingCancelled, "A booking of this order was cancelled. The traveller cancelled.", Given.Euro(120), "out"),
                new(Later, OrderHistoryKind.RefundRequested, "A refund of EUR 120.00 is on its way.", Given.Euro(120), "out"),
                new(Later, OrderHistoryKind.RefundDelayed, "The refund did not go through by itself. Our staff see to it; nothing is needed from you.", Given.Euro(120), "out"),
                new(Later, OrderHistoryKind.Refunded, "EUR 120.00 was given back to the card that paid.", Given.Euro(120), "out"),
                new(Later, OrderHistoryKind.Refunded, "EUR 5.00 was given back. Given by our staff.", Given.Euro(5)),
            ]));

    [Fact]
    public Task An_order_that_failed_tells_that_nothing_was_charged() => ProjectionSpec.For(new OrderingModule(), new OrderHistoryProjection())
        .Given(Given.Drafted, Given.Placed, Given.Started(), Given.Voided())
        .Given(new OrderFailed(Given.Id, Given.Contact, "The bank did not answer in time. Nothing was charged."))
        .ThenAsync(new OrderHistoryRow(
            Given.Id.ToString(),
            [
                new(Given.Now, OrderHistoryKind.Placed, "The price of EUR 350.00 is locked until it is paid or the time to pay is over.", Given.Euro(350), Time: Given.PayBefore),
                new(Given.Now, OrderHistoryKind.PaymentStarted, "A payment by card ending in 4242 was started.", Given.Euro(350)),
                new(Given.Now, OrderHistoryKind.PaymentReleased, "The payment was released. Nothing was charged."),
                new(Given.Now, OrderHistoryKind.Failed, "The order was not completed. The bank did not answer in time. Nothing was charged."),
            ]));

    [Fact]
    public Task News_of_payments_for_an_order_that_was_never_placed_are_not_kept() => ProjectionSpec.For(new OrderingModule(), new OrderHistoryProjection())
        .Given(Given.Drafted, Given.Started(), Given.Voided())
        .ThenNothingAsync();
}
