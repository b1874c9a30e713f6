using Contrail.Contracts.Ordering;
using Contrail.Engine.Decisions;
using Contrail.Engine.Testing.Specs;
using Contrail.Ordering;
using Contrail.Ordering.Domain.Orders;
using Shouldly;
using Xunit;
using static Contrail.Modules.Tests.Ordering.Given;

namespace Contrail.Modules.Tests.Ordering;

public sealed class OrderSpecs
{
    private static readonly OrderLineCancelled OutCancelled = new(Id, "out", "changed plans", Euro(180), Euro(20));
    private static readonly string RefundOfOut = DerivedId.From(Id.Value, "refund:out").ToString("N");

    [Fact]
    public void Drafting_adds_up_the_lines() => Order.WhenCreated(() => Contrail.Ordering.Domain.Orders.Order.Draft(Id, "u1", Contact, [Out, Back])).Then(Drafted);

    [Fact]
    public void An_order_of_nothing_is_refused() =>
        Order.WhenCreated(() => Contrail.Ordering.Domain.Orders.Order.Draft(Id, "u1", Contact, [])).ThenBreaks<OrderMustHaveLinesRule>();

    [Fact]
    public void An_order_in_two_currencies_is_refused() =>
        Order.WhenCreated(() => Contrail.Ordering.Domain.Orders.Order.Draft(Id, "u1", Contact, [Out, Back with { Price = new(100, "USD") }])).ThenBreaks<OrderMustBeInOneCurrencyRule>();

    [Fact]
    public void Placing_locks_the_price_and_the_deadline() => Order.Given(Drafted).When(o => o.Place(PayBefore, Now)).Then(Placed);

    [Fact]
    public void Placing_twice_does_nothing() => Order.Given(Drafted, Placed).When(o => o.Place(PayBefore, Now)).ThenNothing();

    [Fact]
    public void Placing_after_the_deadline_is_refused() => Order.Given(Drafted).When(o => o.Place(PayBefore, PayBefore)).ThenBreaks<DeadlineMustNotHavePassedRule>();

    [Fact]
    public void Placing_an_expired_order_is_refused() =>
        Order.Given(Drafted, new OrderExpired(Id, Contact, "late")).When(o => o.Place(PayBefore, Now)).ThenBreaks<OrderMustBeADraftRule>();

    [Fact]
    public void A_paid_order_is_confirmed() => Order.Given(Drafted, Placed).When(o => o.Confirm("p1", Euro(350))).Then(Paid, Confirmed);

    [Fact]
    public void Confirming_twice_does_nothing() => Order.Given(Drafted, Placed, Paid, Confirmed).When(o => o.Confirm("p1", Euro(350))).ThenNothing();

    [Fact]
    public void A_second_payment_is_refused() =>
        Order.Given(Drafted, Placed, Paid, Confirmed).When(o => o.Confirm("p2", Euro(350))).ThenBreaks<OrderMustAwaitPaymentRule>();

    [Fact]
    public void A_payment_of_another_amount_is_refused() =>
        Order.Given(Drafted, Placed).When(o => o.Confirm("p1", Euro(349))).ThenBreaks<PaymentMustCoverTheOrderRule>();

    [Fact]
    public void A_declined_payment_is_told_once()
    {
        var told = new OrderPaymentDeclined(Id, Contact, "p1", "no money", 2, PayBefore, References);
        Order.Given(Drafted, Placed).When(o => o.DeclinePayment("p1", "no money", 2)).Then(told);
        Order.Given(Drafted, Placed, told).When(o => o.DeclinePayment("p1", "no money", 2)).ThenNothing();
    }

    [Fact]
    public void A_cancelled_booking_of_a_confirmed_order_asks_the_money_back() =>
        Order.Given(Drafted, Placed, Paid, Confirmed)
            .When(o => o.CancelBooking("out", "changed plans", Euro(180), Euro(20)))
            .Then(OutCancelled, new OrderRefundRequested(Id, RefundOfOut, "out", "p1", Euro(180), "changed plans"));

    [Fact]
    public void Cancelling_twice_asks_once() =>
        Order.Given(Drafted, Placed, Paid, Confirmed, OutCancelled, new OrderRefundRequested(Id, RefundOfOut, "out", "p1", Euro(180), "changed plans"))
            .When(o => o.CancelBooking("out", "changed plans", Euro(180), Euro(20)))
            .ThenNothing();

    [Fact]
    public void A_booking_without_refund_asks_for_nothing() =>
        Order.Given(Drafted, Placed, Paid, Confirmed)
            .When(o => o.CancelBooking("out", "changed plans", Euro(0), Euro(200)))
            .Then(OutCancelled with { Refund = Euro(0), Retained = Euro(200) });

    [Fact]
    public void A_booking_that_was_cancelled_while_the_money_was_taken_is_refunded_with_the_confirmation() =>
        Order.Given(Drafted, Placed, OutCancelled)
            .When(o => o.Confirm("p1", Euro(350)))
            .Then(Paid, Confirmed, new OrderRefundRequested(Id, RefundOfOut, "out", "p1", Euro(180), "changed plans"));

    [Fact]
    public void A_draft_ends_with_its_first_cancelled_booking() =>
        Order.Given(Drafted).When(o => o.CancelBooking("out", "changed plans", Euro(0), Euro(0)))
            .Then(OutCancelled with { Refund = Euro(0), Retained = Euro(0) }, new OrderCancelled(Id, Contact, "changed plans", References));

    [Fact]
    public void An_expired_hold_ends_a_draft_and_is_noted_by_a_placed_order_once()
    {
        Order.Given(Drafted).When(o => o.ExpireBooking("out")).Then(new OrderExpired(Id, Contact, "It was not placed before the seats had to be given back.", References));
        Order.Given(Drafted, Placed).When(o => o.ExpireBooking("out")).Then(new OrderHoldExpired(Id, "out"));
        Order.Given(Drafted, Placed, new OrderHoldExpired(Id, "out")).When(o => o.ExpireBooking("out")).ThenNothing();
        Order.Given(Drafted, Placed, Paid, Confirmed).When(o => o.ExpireBooking("out")).ThenNothing();
    }

    [Theory]
    [InlineData(OrderEnd.Expired)]
    [InlineData(OrderEnd.Cancelled)]
    [InlineData(OrderEnd.Failed)]
    public void An_order_ends_once(OrderEnd how)
    {
        Order.Given(Drafted, Placed).When(o => o.End(how, "why")).ThenState(o => o.State.ToString().ShouldBe(how.ToString()));
        Order.Given(Drafted, Placed, new OrderFailed(Id, Contact, "why")).When(o => o.End(how, "why")).ThenNothing();
    }

    [Fact]
    public void A_confirmed_order_does_not_end() =>
        Order.Given(Drafted, Placed, Paid, Confirmed).When(o => o.End(OrderEnd.Failed, "why")).ThenBreaks<OrderMustAwaitPaymentRule>();

    [Fact]
    public void A_refund_is_recorded_once()
    {
        var asked = new OrderRefundRequested(Id, RefundOfOut, "out", "p1", Euro(180), "changed plans");
        var refunded = new OrderRefunded(Id, RefundOfOut, "out", Contact, Euro(180), "changed plans", ["QWRT23"]);
        Order.Given(Drafted, Placed, Paid, Confirmed, OutCancelled, asked).When(o => o.RecordRefund(RefundOfOut, Euro(180))).Then(refunded);
        Order.Given(Drafted, Placed, Paid, Confirmed, OutCancelled, asked, refunded).When(o => o.RecordRefund(RefundOfOut, Euro(180))).ThenNothing();
    }

    [Fact]
    public void A_refund_that_is_held_up_is_told_once_and_may_be_given_all_the_same()
    {
        var asked = new OrderRefundRequested(Id, RefundOfOut, "out", "p1", Euro(180), "changed plans");
        var heldUp = new OrderRefundHeldUp(Id, RefundOfOut, "out", Euro(180));
        var refunded = new OrderRefunded(Id, RefundOfOut, "out", Contact, Euro(180), "changed plans", ["QWRT23"]);
        Order.Given(Drafted, Placed, Paid, Confirmed, OutCancelled, asked).When(o => o.HoldUpRefund(RefundOfOut)).Then(heldUp);
        Order.Given(Drafted, Placed, Paid, Confirmed, OutCancelled, asked, heldUp).When(o => o.HoldUpRefund(RefundOfOut)).ThenNothing();
        Order.Given(Drafted, Placed, Paid, Confirmed, OutCancelled, asked, heldUp).When(o => o.RecordRefund(RefundOfOut, Euro(180))).Then(refunded);
        Order.Given(Drafted, Placed, Paid, Confirmed, OutCancelled, asked, refunded).When(o => o.HoldUpRefund(RefundOfOut)).ThenNothing();
    }

    [Fact]
    public void A_refund_that_staff_gave_is_recorded_too() =>
        Order.Given(Drafted, Placed, Paid, Confirmed).When(o => o.RecordRefund("goodwill", Euro(20)))
            .Then(new OrderRefunded(Id, "goodwill", "", Contact, Euro(20), "Given by our staff.", References));

    private static AggregateSpec<Order> Order => Spec.For<Order>(new OrderingModule());
}
