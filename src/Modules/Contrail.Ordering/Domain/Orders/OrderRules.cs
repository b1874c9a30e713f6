using Contrail.Contracts;
using Contrail.Engine.Domain;

namespace Contrail.Ordering.Domain.Orders;

internal sealed class OrderMustHaveLinesRule(int lines) : Rule("Order_Must_Pay_For_Something")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => "Name one to nine bookings that the order pays for.";

    public override bool IsFollowed() => lines is > 0 and <= Order.MaxLines;
}

internal sealed class OrderMustBeInOneCurrencyRule(IEnumerable<Money> prices) : Rule("Order_Must_Be_In_One_Currency")
{
    public override string Explanation => "The bookings are priced in different currencies: order them separately.";

    public override bool IsFollowed() => prices.Select(p => p.Currency).Distinct().Count() <= 1;
}

/// <summary>Whoever has one booking of an order sees all of it, so staff cannot put two people's bookings into one.</summary>
internal sealed class OrderMustBeOneOwnersRule(IEnumerable<BookingFacts> bookings) : Rule("Order_Must_Be_One_Owners")
{
    public override string Explanation => "The bookings belong to different people: order them separately.";

    public override bool IsFollowed() => bookings.Select(b => b.Owner).Distinct(StringComparer.Ordinal).Count() <= 1;
}

internal sealed class BookingMustBeReservedRule(BookingStatus status, string reference) : Rule("Order_Booking_Must_Be_Reserved")
{
    public override string Explanation => $"Booking {reference} is {status.ToString().ToLowerInvariant()}: only a reserved booking can be ordered. Search again and book anew.";

    public override bool IsFollowed() => status == BookingStatus.Reserved;
}

internal sealed class DeadlineMustNotHavePassedRule(DateTimeOffset payBefore, DateTimeOffset now) : Rule("Order_Deadline_Must_Not_Have_Passed")
{
    public override RefusalKind Kind => RefusalKind.Gone;

    public override string Explanation => $"The booking had to be paid before {payBefore:u}. Search again and book anew.";

    public override bool IsFollowed() => now < payBefore;
}

internal sealed class OrderMustBeADraftRule(OrderState state) : Rule("Order_Must_Be_A_Draft")
{
    public override string Explanation => $"The order is {state.ToString().ToLowerInvariant()} already.";

    public override bool IsFollowed() => state == OrderState.Draft;
}

internal sealed class OrderMustAwaitPaymentRule(OrderState state) : Rule("Order_Must_Await_Payment")
{
    public override string Explanation => $"The order is {state.ToString().ToLowerInvariant()} and awaits no payment.";

    public override bool IsFollowed() => state == OrderState.Placed;
}

internal sealed class PaymentMustCoverTheOrderRule(Money paid, Money total) : Rule("Order_Payment_Must_Cover_The_Total")
{
    public override string Explanation => $"{paid} was taken for an order of {total}.";

    public override bool IsFollowed() => paid == total;
}
