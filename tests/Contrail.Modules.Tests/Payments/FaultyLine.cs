using Contrail.Contracts;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Gateway;

namespace Contrail.Modules.Tests.Payments;

/// <summary>What can go wrong between us and the gateway.</summary>
internal enum LineFault
{
    None,

    /// <summary>The question does not arrive.</summary>
    LosesQuestion,

    /// <summary>It is done, the answer does not arrive.</summary>
    LosesAnswer,

    /// <summary>It is done, and the process breaks off before it records the answer: the event is delivered again.</summary>
    Crashes,
}

/// <summary>A line to the gateway on which each next operation can fail in a way that the test chooses.</summary>
internal sealed class FaultyLine
{
    private int asked;

    /// <summary>Chooses the fault for an operation: its name, its key, and how many were asked before.</summary>
    public Func<string, string, int, LineFault> Fault { get; set; } = (_, _, _) => LineFault.None;

    /// <summary>How many operations were asked for.</summary>
    public int Asked => asked;

    public IPaymentGateway Before(IPaymentGateway gateway) => new Wire(this, gateway);

    private async Task<T> AskAsync<T>(string operation, string key, Func<Task<T>> ask)
    {
        var fault = Fault(operation, key, Interlocked.Increment(ref asked) - 1);
        if (fault == LineFault.LosesQuestion)
        {
            throw new GatewaySilentException("The question was lost.");
        }

        var answer = await ask();
        return fault switch
        {
            LineFault.LosesAnswer => throw new GatewaySilentException("The answer was lost."),
            LineFault.Crashes => throw new InvalidOperationException("Broken off before the answer was recorded."),
            _ => answer,
        };
    }

    private sealed class Wire(FaultyLine line, IPaymentGateway gateway) : IPaymentGateway
    {
        public Task<CardToken> TokenizeAsync(Card card, CancellationToken cancellation) => gateway.TokenizeAsync(card, cancellation);

        public Task<GatewayAnswer> AuthorizeAsync(string key, string token, Money amount, string orderReference, CancellationToken cancellation) =>
            line.AskAsync("authorize", key, () => gateway.AuthorizeAsync(key, token, amount, orderReference, cancellation));

        public Task<GatewayAnswer> CaptureAsync(string key, string authorizationId, Money amount, CancellationToken cancellation) =>
            line.AskAsync("capture", key, () => gateway.CaptureAsync(key, authorizationId, amount, cancellation));

        public Task<GatewayAnswer> VoidAsync(string key, string authorizationId, CancellationToken cancellation) =>
            line.AskAsync("void", key, () => gateway.VoidAsync(key, authorizationId, cancellation));

        public Task<GatewayAnswer> RefundAsync(string key, string captureId, Money amount, CancellationToken cancellation) =>
            line.AskAsync("refund", key, () => gateway.RefundAsync(key, captureId, amount, cancellation));

        public Task<GatewayAnswer?> FindAsync(string key, CancellationToken cancellation) => line.AskAsync("find", key, () => gateway.FindAsync(key, cancellation));

        public Task<GatewayAnswer> AbandonAsync(string key, CancellationToken cancellation) => line.AskAsync("abandon", key, () => gateway.AbandonAsync(key, cancellation));
    }
}
