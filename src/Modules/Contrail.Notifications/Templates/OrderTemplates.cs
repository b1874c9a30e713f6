using Contrail.Contracts.Identity;
using Contrail.Contracts.Ordering;

namespace Contrail.Notifications.Templates;

/// <summary>A payment did not go through.</summary>
internal sealed class PaymentDeclined() : Template<OrderPaymentDeclinedV1>(
    "payment_declined",
    "A payment was declined; whether another may be tried",
    new("0200", Examples.Contact, "The card was declined by its bank", 2, Examples.PayBefore, [Examples.Reference]))
{
    public override Letter Write(OrderPaymentDeclinedV1 fact) => Letter.Of(
        fact.AttemptsLeft > 0 ? "Your payment did not go through: please try again" : "Your payment did not go through",
        $"Hello {fact.Contact.Name},",
        $"We could not take the payment for {Words.Subject(fact.References, fact.OrderId)}. {fact.Reason.TrimEnd('.')}. Nothing was charged.",
        fact.AttemptsLeft switch
        {
            0 => "No further payment can be tried for this order. If you still want to fly, please book again.",
            1 => $"You can try once more, before {Words.Time(fact.PayBefore)}. Until then your seats stay yours.",
            _ => $"You can try {fact.AttemptsLeft} more times, before {Words.Time(fact.PayBefore)}. Until then your seats stay yours.",
        });
}

/// <summary>The receipt.</summary>
internal sealed class Receipt() : Template<OrderConfirmedV1>(
    "receipt", "An order is paid and done", new("0200", null, ["0199"], Examples.Contact, Examples.Total, "0201", [Examples.Reference]))
{
    public override Letter Write(OrderConfirmedV1 fact) => Letter.Of(
        $"Receipt: {Words.Amount(fact.Total)} for {Words.Subject(fact.References, fact.OrderId)}",
        $"Hello {fact.Contact.Name},",
        $"Thank you. We received {Words.Amount(fact.Total)} for {Words.Subject(fact.References, fact.OrderId)}.",
        $"Payment: {fact.PaymentId}. Your tickets come in a letter of their own.");
}

/// <summary>Money goes back.</summary>
internal sealed class RefundMade() : Template<OrderRefundedV1>(
    "refund", "Money was given back", new("0200", "0199", "0202", Examples.Contact, new(36250, "EUR"), "The traveller cancelled", [Examples.Reference]))
{
    public override Letter Write(OrderRefundedV1 fact) => Letter.Of(
        $"Refund: {Words.Amount(fact.Amount)} for {Words.Subject(fact.References, fact.OrderId)}",
        $"Hello {fact.Contact.Name},",
        $"We have given back {Words.Amount(fact.Amount)} for {Words.Subject(fact.References, fact.OrderId)}. {fact.Reason.TrimEnd('.')}.",
        $"It goes to the card that you paid with; your bank may take a few days to show it. Refund: {fact.RefundId}.");
}

/// <summary>An order came to nothing.</summary>
internal sealed class OrderFailed() : Template<OrderEndedV1>(
    "order_failed", "An order could not be paid or fulfilled", new("0200", Examples.Contact, OrderEnd.Failed, "The payment was declined too often", [Examples.Reference]))
{
    public override Letter Write(OrderEndedV1 fact) => Letter.Of(
        $"We could not complete {Words.Subject(fact.References, fact.OrderId)}",
        $"Hello {fact.Contact.Name},",
        $"We could not complete {Words.Subject(fact.References, fact.OrderId)}. {fact.Reason.TrimEnd('.')}.",
        "No money was kept: what had been reserved on your card is released. If you still want to fly, please book again.");
}

/// <summary>Welcome.</summary>
internal sealed class Welcome() : Template<UserRegisteredV1>(
    "welcome", "Somebody opened an account", new("0198", "ada@example.com", "Ada Lovelace", [Role.Traveller]))
{
    public override Letter Write(UserRegisteredV1 fact) => Letter.Of(
        "Welcome to Contrail",
        $"Hello {fact.Name},",
        $"Your account is open. Sign in with {fact.Email}: what you book while you are signed in is found under your bookings.",
        "If this was not you, write to us: somebody used your address.");
}
