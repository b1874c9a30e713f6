using System.Security.Cryptography;
using Contrail.Contracts.Ordering;
using Contrail.Contracts.Payments;
using Contrail.Engine.Decisions;
using Contrail.Engine.Modules;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Features.GetPayment;
using Contrail.Payments.Gateway;
using Contrail.Payments.Reactions;
using Contrail.Payments.Simulator;
using Contrail.Payments.Webhooks;

namespace Contrail.Payments;

/// <summary>Money taken and given back. Dispose it after the running module: it owns the payment simulator.</summary>
public sealed class PaymentsModule : Module, IAsyncDisposable
{
    private const int KeyBytes = 32;
    private readonly PaymentSimulator simulator;
    private readonly WebhookSignature signature;
    private readonly PatientGateway gateway;

    /// <param name="options">Where the payment simulator keeps its ledger and how it behaves.</param>
    public PaymentsModule(PaymentsOptions options)
        : this(options, inner => inner)
    {
    }

    /// <param name="options">See the other constructor.</param>
    /// <param name="onTheWay">Stands between us and the simulator.</param>
    internal PaymentsModule(PaymentsOptions options, Func<IPaymentGateway, IPaymentGateway> onTheWay)
    {
        signature = new WebhookSignature(WebhookKey(options));
        simulator = new PaymentSimulator(new SimulatorOptions(options.SimulatorFile, Key(options, "card vault"))
        {
            Clock = options.Clock,
            WebhookDelay = options.WebhookDelay,
            Silence = options.SimulatedSilence,
        });
        gateway = new PatientGateway(onTheWay(simulator), options.GatewayPatience);
        Webhooks = new PaymentWebhooks(signature);
        Clock = options.Clock;
    }

    /// <inheritdoc/>
    public override string Name => "payments";

    internal PaymentWebhooks Webhooks { get; }

    internal TimeProvider Clock { get; }

    internal IGatewayLedger Ledger => simulator;

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module
        .AddFrom(typeof(PaymentsModule).Assembly)
        .AddTypes(typeof(AuthorizePayment), typeof(CapturePayment), typeof(VoidPayment), typeof(RefundPayment))
        .AddTypes(typeof(OrderPlacedV1), typeof(OrderConfirmedV1), typeof(OrderEndedV1))
        .AddProjection(new PaymentDetailsProjection())
        .AddReaction(new OnOrderEnded())
        .AddSideEffect(new AskForAuthorization(gateway))
        .AddSideEffect(new AskForCapture(gateway))
        .AddSideEffect(new AskForVoid(gateway))
        .AddSideEffect(new AskForRefund(gateway))
        .AddSideEffect(new AskForAbandonment(gateway))
        .Publish<PaymentStarted, PaymentStartedV1>(PaymentNews.Of)
        .Publish<PaymentAuthorized, PaymentAuthorizedV1>(PaymentNews.Of)
        .Publish<PaymentFailed, PaymentFailedV1>(PaymentNews.Of)
        .Publish<PaymentCaptured, PaymentCapturedV1>(PaymentNews.Of)
        .Publish<PaymentVoided, PaymentVoidedV1>(PaymentNews.Of)
        .Publish<PaymentRefunded, PaymentRefundedV1>(PaymentNews.Of)
        .Publish<PaymentRefundFailed, PaymentRefundFailedV1>(PaymentNews.Of);

    /// <summary>From now on the simulator's late answers reach the running module; call it once, when the module runs.</summary>
    public void StartWebhooks(RunningModule running) => simulator.StartWebhooks(async (late, cancellation) =>
    {
        var body = late.ToBytes();
        await running.Decisions.ExecuteAsync(Webhooks.CommandOf(body, signature.Sign(body))!, CommandContext.New("gateway"), cancellation);
        return true;
    });

    /// <summary>Stops the simulator; what it has answered is in its file.</summary>
    public ValueTask DisposeAsync() => simulator.DisposeAsync();

    /// <summary>Lets the gateway keep a card.</summary>
    /// <exception cref="TimeoutException">It does not answer; nothing was started.</exception>
    internal async Task<CardToken> TokenizeAsync(Card card, CancellationToken cancellation)
    {
        try
        {
            return await gateway.TokenizeAsync(card, cancellation);
        }
        catch (GatewaySilentException e)
        {
            throw new TimeoutException("The payment service does not answer now. Nothing was charged; try again in a moment.", e);
        }
    }

    /// <summary>The key by which webhooks of the simulator are signed.</summary>
    internal static byte[] WebhookKey(PaymentsOptions options) => Key(options, "webhooks");

    private static byte[] Key(PaymentsOptions options, string purpose) =>
        options.Secret.Length >= KeyBytes
            ? HKDF.Expand(HashAlgorithmName.SHA256, options.Secret.ToArray(), KeyBytes, System.Text.Encoding.ASCII.GetBytes(purpose))
            : throw new ArgumentException($"The secret of Payments has {options.Secret.Length} bytes; give at least {KeyBytes} random ones.", nameof(options));
}
