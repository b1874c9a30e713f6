using Contrail.Contracts;
using Contrail.Contracts.Ordering;
using Contrail.Engine.Domain;

namespace Contrail.Payments.Domain.Orders;

/// <summary>What Ordering has told of an order.</summary>
[StreamCategory("ordering.order")]
internal sealed class OrderFacts : EventSourced
{
    private bool isPlaced;
    private bool isSettled;

    /// <summary>Whose; null for a guest.</summary>
    public string? UserId { get; private set; }

    public IReadOnlyList<string> BookingIds { get; private set; } = [];

    public Money Total { get; private set; }

    public DateTimeOffset PayBefore { get; private set; }

    /// <summary>Placed, neither paid nor ended, and in time.</summary>
    public bool AwaitsPayment(DateTimeOffset now) => isPlaced && !isSettled && now < PayBefore;

    private void When(OrderPlacedV1 e)
    {
        (UserId, BookingIds, Total, PayBefore) = (e.UserId, e.BookingIds, e.Total, e.PayBefore);
        isPlaced = true;
    }

    private void When(OrderConfirmedV1 e) => isSettled = true;

    private void When(OrderEndedV1 e) => isSettled = true;
}
