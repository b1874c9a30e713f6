using Contrail.Contracts;
using Contrail.Contracts.Payments;
using Contrail.Ordering.Domain.Orders;

namespace Contrail.Ordering.Features.History;

/// <summary>What happened to an order, in sentences for travellers.</summary>
internal static class Plain
{
    public static string Placed(OrderPlaced e) => $"The price of {Amount(e.Total)} is locked until it is paid or the time to pay is over.";

    public static string Started(PaymentStartedV1 e)
    {
        var means = e.Method == PaymentMethod.Debit ? "debit card" : "card";
        return e.Last4 is null ? $"A payment by {means} was started." : $"A payment by {means} ending in {e.Last4} was started.";
    }

    public static string Declined(OrderPaymentDeclined e) => e.AttemptsLeft switch
    {
        0 => $"The payment did not go through. {e.Reason}",
        1 => $"The payment did not go through. {e.Reason} One more try is possible.",
        _ => $"The payment did not go through. {e.Reason} {e.AttemptsLeft} more tries are possible.",
    };

    public static string Refunded(OrderRefunded e) =>
        e.BookingId.Length == 0 ? $"{Amount(e.Amount)} was given back. {e.Reason}" : $"{Amount(e.Amount)} was given back to the card that paid.";

    public static string Amount(Money money) => $"{money.Currency} {money.ToDecimalString()}";
}
