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

    /// <summary>It is done, and nobody comes to record the answer: the process ends at this instant.</summary>
    EndsBeforeRecording,

    /// <summary>The process ends just before the question is sent.</summary>
    EndsBeforeAsking,
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

    /// <summary>Completes when the line has come to the point at which the process is to end.</summary>
    public TaskCompletionSource AtTheEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<T> AskAsync<T>(string operation, string key, Func<Task<T>> ask, CancellationToken cancellation)
    {
        var fault = Fault(operation, key, Interlocked.Increment(ref asked) - 1);
        if (fault == LineFault.EndsBeforeAsking)
        {
            await EndAsync(cancellation);
        }

        if (fault == LineFault.LosesQuestion)
        {
            throw new GatewaySilentException("The question was lost.");
        }

        var asking = ask();
        if (fault == LineFault.EndsBeforeRecording)
        {
            await Task.WhenAny(asking); // Answered or not: nobody hears it.
            await EndAsync(cancellation);
        }

        var answer = await asking;
        return fault == LineFault.LosesAnswer ? throw new GatewaySilentException("The answer was lost.") : answer;
    }

    /// <summary>Until the test ends the module.</summary>
    private Task EndAsync(CancellationToken cancellation)
    {
        AtTheEnd.TrySetResult();
        return Task.Delay(Timeout.Infinite, cancellation);
    }

    private sealed class Wire(FaultyLine line, IPaymentGateway gateway) : IPaymentGateway
    {
        public Task<CardToken> TokenizeAsync(Card card, CancellationToken cancellation) => gateway.TokenizeAsync(card, cancellation);

        public Task<GatewayAnswer> AuthorizeAsync(string key, string token, Money amount, string orderReference, CancellationToken cancellation) =>
            line.AskAsync("authorize", key, () => gateway.AuthorizeAsync(key, token, amount, orderReference, cancellation), cancellation);

        public Task<GatewayAnswer> CaptureAsync(string key, string authorizationId, Money amount, CancellationToken cancellation) =>
            line.AskAsync("capture", key, () => gateway.CaptureAsync(key, authorizationId, amount, cancellation), cancellation);

        public Task<GatewayAnswer> VoidAsync(string key, string authorizationId, CancellationToken cancellation) =>
            line.AskAsync("void", key, () => gateway.VoidAsync(key, authorizationId, cancellation), cancellation);

        public Task<GatewayAnswer> RefundAsync(string key, string captureId, Money amount, CancellationToken cancellation) =>
            line.AskAsync("refund", key, () => gateway.RefundAsync(key, captureId, amount, cancellation), cancellation);

        public Task<GatewayAnswer?> FindAsync(string key, CancellationToken cancellation) => line.AskAsync("find", key, () => gateway.FindAsync(key, cancellation), cancellation);

        public Task<GatewayAnswer> AbandonAsync(string key, CancellationToken cancellation) => line.AskAsync("abandon", key, () => gateway.AbandonAsync(key, cancellation), cancellation);
    }
}
