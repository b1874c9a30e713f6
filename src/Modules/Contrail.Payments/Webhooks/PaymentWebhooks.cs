using Contrail.Engine.Domain;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Features;

namespace Contrail.Payments.Webhooks;

/// <summary>Takes late answers in, whether they come over HTTP or from within the process.</summary>
internal sealed class PaymentWebhooks(WebhookSignature signature)
{
    /// <summary>The command that records a late answer.</summary>
    /// <exception cref="RefusedException">It is not a late answer to something we asked (invalid, not found).</exception>
    /// <returns>Null when the signature is not the gateway's.</returns>
    public RecordGatewayAnswer? CommandOf(ReadOnlySpan<byte> body, string? signed)
    {
        if (!signature.IsGood(body, signed))
        {
            return null;
        }

        var answer = WebhookBody.Parse(body) is { Answer: { } final } late
            ? (late.Key, Final: final)
            : throw new RefusedException(RefusalKind.Invalid, "Webhook_Must_Be_Readable", "The webhook is not an answer to an operation. Send key and outcome.");
        var payment = GatewayRequest.PaymentOf(answer.Key) ?? throw RefusedException.NotFound(nameof(Payment), answer.Key);
        return new RecordGatewayAnswer(payment, answer.Key, answer.Final);
    }
}
