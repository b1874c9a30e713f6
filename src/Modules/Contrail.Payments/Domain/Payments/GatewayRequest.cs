namespace Contrail.Payments.Domain.Payments;

/// <summary>What is asked of the gateway; the names are stored.</summary>
internal enum GatewayOperation
{
    Authorization,
    Capture,
    Void,
    Refund,
}

/// <summary>
/// An operation that was asked of the gateway and not answered yet. Every attempt carries the same key, so that the operation takes
/// place at most once. After the last attempt the question is another: let it never take place, or say what came of it.
/// </summary>
/// <param name="Operation">What is asked.</param>
/// <param name="Key">The gateway's idempotency key.</param>
/// <param name="Attempt">1, 2, 3, ...</param>
/// <param name="RefundId">Of a refund.</param>
/// <param name="IsScheduled">Whether it is to be repeated at some time.</param>
internal sealed record GatewayRequest(GatewayOperation Operation, string Key, int Attempt, string? RefundId = null, bool IsScheduled = false)
{
    /// <summary>What was authorised is to be captured, voided or refunded, so that is tried for minutes; a traveller who waits for
    /// an authorisation is not kept waiting that long. Money that stays reserved is let go however long it takes.</summary>
    private int LastAttempt => Operation switch
    {
        GatewayOperation.Authorization => 4,
        GatewayOperation.Void => int.MaxValue - 1,
        _ => 20,
    };

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for the answer that the gateway announced, before asking again.</summary>
    public static TimeSpan PatienceWhilePending { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the operation itself is no longer asked for.</summary>
    public bool IsAbandonment => Attempt > LastAttempt;

    /// <summary>How long to wait after silence: 1 s, 2 s, 4 s, ..., and not at all before abandoning.</summary>
    public TimeSpan PauseAfterSilence =>
        Attempt == LastAttempt ? TimeSpan.Zero
        : Attempt > 5 ? LongestPause
        : TimeSpan.FromSeconds(1 << (Attempt - 1));

    public static GatewayRequest First(PaymentId payment, GatewayOperation operation, string? refundId = null) =>
        new(operation, KeyOf(payment, operation, refundId), Attempt: 1, refundId);

    public GatewayRequest Next() => this with { Attempt = Attempt + 1, IsScheduled = false };

    /// <summary>The payment to which a key belongs; null when it is none of ours.</summary>
    public static PaymentId? PaymentOf(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Guid.TryParseExact(key.AsSpan(0, colon), "N", out var payment) ? new PaymentId(payment) : null;
    }

    private static string KeyOf(PaymentId payment, GatewayOperation operation, string? refundId) => operation switch
    {
        GatewayOperation.Authorization => $"{payment}:authorization",
        GatewayOperation.Capture => $"{payment}:capture",
        GatewayOperation.Void => $"{payment}:void",
        _ => $"{payment}:refund:{refundId}",
    };
}
