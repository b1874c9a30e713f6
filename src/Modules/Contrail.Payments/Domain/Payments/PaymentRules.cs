using Contrail.Contracts;
using Contrail.Engine.Domain;

namespace Contrail.Payments.Domain.Payments;

internal sealed class OrderMustAwaitPaymentRule(bool awaitsPayment) : Rule("Order_Must_Await_Payment")
{
    public override string Explanation => "The order does not await a payment: it is paid, has ended, or its time to pay has run out. Look at the order again.";

    public override bool IsFollowed() => awaitsPayment;
}

internal sealed class PaymentAmountMustBePositiveRule(Money amount) : Rule("Payment_Amount_Must_Be_Positive")
{
    public override string Explanation => "There is nothing to pay.";

    public override bool IsFollowed() => amount.Minor > 0;
}

internal sealed class PaymentMustNotBeOverRule(PaymentStatus status) : Rule("Payment_Must_Not_Be_Over")
{
    public override string Explanation => "The payment has failed or was voided. Start another.";

    public override bool IsFollowed() => status is not (PaymentStatus.Failed or PaymentStatus.Voided or PaymentStatus.Voiding);
}

internal sealed class PaymentMustBeAuthorizedRule(PaymentStatus status) : Rule("Payment_Must_Be_Authorized")
{
    public override string Explanation => "Only an authorised payment can be captured.";

    public override bool IsFollowed() => status is PaymentStatus.Authorized;
}

internal sealed class PaymentMustNotBeCapturedRule(PaymentStatus status) : Rule("Payment_Must_Not_Be_Captured")
{
    public override string Explanation => "The money was taken, or is being taken: give it back with a refund.";

    public override bool IsFollowed() => status is not (PaymentStatus.Capturing or PaymentStatus.Captured);
}

internal sealed class PaymentMustBeCapturedRule(PaymentStatus status) : Rule("Payment_Must_Be_Captured")
{
    public override string Explanation => "Nothing was taken, so nothing can be given back.";

    public override bool IsFollowed() => status is PaymentStatus.Captured;
}

internal sealed class PaymentRefundMustNotExceedWhatIsLeftRule(Money left, Money wanted) : Rule("Payment_Refund_Must_Not_Exceed_What_Is_Left")
{
    public override string Explanation => $"Of this payment {left} can be given back; ask for more than nothing and at most that.";

    public override bool IsFollowed() => wanted.Currency == left.Currency && wanted.Minor > 0 && wanted.Minor <= left.Minor;
}

internal sealed class PaymentRefundMustStayTheSameRule(Money known, Money wanted) : Rule("Payment_Refund_Must_Stay_The_Same")
{
    public override string Explanation => $"This refund was asked for with {known}. Name another refund to give another amount.";

    public override bool IsFollowed() => known == wanted;
}
