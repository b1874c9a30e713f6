using Contrail.Contracts;
using Contrail.Payments.Domain.Payments;

namespace Contrail.Payments.Gateway;

/// <summary>Waits for an answer only so long: an operation that hangs must not hold up other payments.</summary>
internal sealed class PatientGateway(IPaymentGateway inner, TimeSpan patience) : IPaymentGateway
{
    public Task<CardToken> TokenizeAsync(Card card, CancellationToken cancellation) => AskAsync(stop => inner.TokenizeAsync(card, stop), cancellation);

    public Task<GatewayAnswer> AuthorizeAsync(string key, string token, Money amount, string orderReference, CancellationToken cancellation) =>
        AskAsync(stop => inner.AuthorizeAsync(key, token, amount, orderReference, stop), cancellation);

    public Task<GatewayAnswer> CaptureAsync(string key, string authorizationId, Money amount, CancellationToken cancellation) =>
        AskAsync(stop => inner.CaptureAsync(key, authorizationId, amount, stop), cancellation);

    public Task<GatewayAnswer> VoidAsync(string key, string authorizationId, CancellationToken cancellation) =>
        AskAsync(stop => inner.VoidAsync(key, authorizationId, stop), cancellation);

    public Task<GatewayAnswer> RefundAsync(string key, string captureId, Money amount, CancellationToken cancellation) =>
        AskAsync(stop => inner.RefundAsync(key, captureId, amount, stop), cancellation);

    public Task<GatewayAnswer?> FindAsync(string key, CancellationToken cancellation) => AskAsync(stop => inner.FindAsync(key, stop), cancellation);

    public Task<GatewayAnswer> AbandonAsync(string key, CancellationToken cancellation) => AskAsync(stop => inner.AbandonAsync(key, stop), cancellation);

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            return await ask(limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new GatewaySilentException($"The payment service did not answer within {patience.TotalSeconds} s.", e);
        }
    }
}
