using Contrail.Contracts;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Gateway;
using Contrail.Payments.Webhooks;

namespace Contrail.Payments.Simulator;

/// <summary>
/// A payment service in this process with a ledger of its own in a file of its own, durable before it answers. It opens the file
/// when it is first needed. Safe for concurrent use.
/// </summary>
internal sealed class PaymentSimulator : IPaymentGateway, IGatewayLedger, IAsyncDisposable
{
    private readonly SimulatorOptions options;
    private readonly SimulatorWriter writer;
    private readonly CardVault vault;
    private readonly SimulatorWebhooks webhooks;
    private int isDisposed;

    public PaymentSimulator(SimulatorOptions options)
    {
        this.options = options;
        writer = new SimulatorWriter(options.File);
        vault = new CardVault(options.VaultKey);
        webhooks = new SimulatorWebhooks(writer, options.Clock);
    }

    public Task<CardToken> TokenizeAsync(Card card, CancellationToken cancellation) => WriteAsync(database => vault.Keep(database, card), cancellation);

    public Task<GatewayAnswer> AuthorizeAsync(string key, string token, Money amount, string orderReference, CancellationToken cancellation) =>
        AskAsync(ledger => ledger.Authorize(key, token, amount, orderReference, options.WebhookDelay), cancellation);

    public Task<GatewayAnswer> CaptureAsync(string key, string authorizationId, Money amount, CancellationToken cancellation) =>
        AskAsync(ledger => ledger.Capture(key, authorizationId, amount), cancellation);

    public Task<GatewayAnswer> VoidAsync(string key, string authorizationId, CancellationToken cancellation) =>
        AskAsync(ledger => ledger.Void(key, authorizationId), cancellation);

    public Task<GatewayAnswer> RefundAsync(string key, string captureId, Money amount, CancellationToken cancellation) =>
        AskAsync(ledger => ledger.Refund(key, captureId, amount), cancellation);

    public Task<GatewayAnswer?> FindAsync(string key, CancellationToken cancellation) =>
        WriteAsync(database => SimulatorOperation.Find(database, key)?.Answer, cancellation);

    public Task<GatewayAnswer> AbandonAsync(string key, CancellationToken cancellation) =>
        WriteAsync(database => new SimulatorLedger(database, options.Clock.GetUtcNow()).Abandon(key), cancellation);

    public Task<IReadOnlyDictionary<string, GatewayTotals>> ReadTotalsAsync(CancellationToken cancellation) =>
        WriteAsync(SimulatorTotals.Read, cancellation);

    public Task<IReadOnlyDictionary<string, GatewayTotals>> ReadTotalsAsync(IReadOnlyCollection<string> payments, CancellationToken cancellation) =>
        WriteAsync(database => SimulatorTotals.Read(database, payments), cancellation);

    public Task<IReadOnlyList<string>> ReadNewestAsync(int most, CancellationToken cancellation) =>
        WriteAsync(database => SimulatorTotals.ReadNewest(database, most), cancellation);

    /// <summary>From now on late answers are delivered, those that were left over by an earlier run too.</summary>
    public void StartWebhooks(Func<WebhookBody, CancellationToken, Task<bool>> deliver) => webhooks.Start(deliver);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 0)
        {
            await webhooks.DisposeAsync();
            await writer.DisposeAsync();
        }
    }

    private async Task<GatewayAnswer> AskAsync(Func<SimulatorLedger, SimulatorAnswer> ask, CancellationToken cancellation)
    {
        var answer = await WriteAsync(database => ask(new SimulatorLedger(database, options.Clock.GetUtcNow())), cancellation);
        if (answer is { Answer: { } heard, IsLost: false })
        {
            return heard;
        }

        await Task.Delay(options.Silence, cancellation);
        throw new GatewaySilentException("The payment service does not answer.");
    }

    private async Task<T> WriteAsync<T>(Func<SimulatorDatabase, T> work, CancellationToken cancellation)
    {
        try
        {
            return await writer.WriteAsync(work, cancellation);
        }
        catch (Exception e) when (e is IOException or System.Threading.Channels.ChannelClosedException)
        {
            throw new GatewaySilentException(e.Message, e);
        }
    }
}

/// <summary>How the simulator behaves.</summary>
/// <param name="File">Its ledger.</param>
/// <param name="VaultKey">Tokens of cards follow from it.</param>
internal sealed record SimulatorOptions(string File, byte[] VaultKey)
{
    /// <summary>After which a late answer comes.</summary>
    public TimeSpan WebhookDelay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long it keeps a caller hanging whom it does not answer.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
