using Contrail.Contracts;
using Contrail.Payments.Domain.Payments;

namespace Contrail.Payments.Gateway;

/// <summary>
/// A payment service. Every operation carries an idempotency key: asked again under the same key it has the same effect, once, and
/// the same answer. What it answers is durable before it answers.
/// </summary>
internal interface IPaymentGateway
{
    /// <summary>Keeps a card and gives a token for it; the same card has the same token.</summary>
    /// <exception cref="GatewaySilentException">No answer.</exception>
    Task<CardToken> TokenizeAsync(Card card, CancellationToken cancellation);

    /// <summary>Reserves money.</summary>
    /// <exception cref="GatewaySilentException">No answer: it may have taken place or not.</exception>
    Task<GatewayAnswer> AuthorizeAsync(string key, string token, Money amount, string orderReference, CancellationToken cancellation);

    /// <summary>Takes reserved money.</summary>
    /// <inheritdoc cref="AuthorizeAsync" path="/exception"/>
    Task<GatewayAnswer> CaptureAsync(string key, string authorizationId, Money amount, CancellationToken cancellation);

    /// <summary>Lets go of reserved money.</summary>
    /// <inheritdoc cref="AuthorizeAsync" path="/exception"/>
    Task<GatewayAnswer> VoidAsync(string key, string authorizationId, CancellationToken cancellation);

    /// <summary>Gives taken money back.</summary>
    /// <inheritdoc cref="AuthorizeAsync" path="/exception"/>
    Task<GatewayAnswer> RefundAsync(string key, string captureId, Money amount, CancellationToken cancellation);

    /// <summary>What came of an operation; null when the gateway knows of none with the key. It may still be on its way: only
    /// <see cref="AbandonAsync"/> is certain.</summary>
    /// <inheritdoc cref="AuthorizeAsync" path="/exception"/>
    Task<GatewayAnswer?> FindAsync(string key, CancellationToken cancellation);

    /// <summary>If the operation has not taken place it never will: the key is spent. Otherwise says what came of it. Never pending.</summary>
    /// <inheritdoc cref="AuthorizeAsync" path="/exception"/>
    Task<GatewayAnswer> AbandonAsync(string key, CancellationToken cancellation);
}

/// <summary>A token and what people may see of the card.</summary>
/// <param name="Token">Stands for the card.</param>
/// <param name="Brand">For example <c>visa</c>.</param>
/// <param name="Last4">The last four digits.</param>
internal sealed record CardToken(string Token, string Brand, string Last4);

/// <summary>The gateway does not answer. Whether what was asked took place is not known: ask again under the same key.</summary>
internal sealed class GatewaySilentException(string message, Exception? inner = null) : Exception(message, inner);
