using Contrail.Contracts;
using Contrail.Contracts.Payments;
using Contrail.Engine.Testing.Specs;
using Contrail.Payments;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Features.GetPayment;
using Xunit;

namespace Contrail.Modules.Tests.Payments;

public sealed class PaymentProjections
{
    private static readonly PaymentId Id = PaymentId.Parse("0190a0b0c0d0e0f00190a0b0c0d0e0f0");
    private static readonly Money Amount = new(10_000, "EUR");
    private static readonly Money Nothing = new(0, "EUR");

    private static readonly PaymentDetails Row = new(
        Id.ToString(), 1, "o1", PaymentStatus.Started, Amount, Nothing, Nothing, Nothing, 0, PaymentMethod.Card, "visa", "4242", null, null, false, [], [], ManualClock.Start);

    private static ProjectionSpec<PaymentDetails> Started => ProjectionSpec
        .For(new PaymentsModule(new PaymentsOptions("unused.db", new byte[32])), new PaymentDetailsProjection())
        .Given(new PaymentStarted(Id, "o1", Amount, new PaymentMeans(PaymentMethod.Card, "tok_1", "visa", "4242")));

    [Fact]
    public Task A_payment_is_followed_to_its_refund() => Started
        .Given(
            new PaymentAuthorizationRequested(Id, "o1", "k", "tok_1", Amount, 1),
            new PaymentGatewaySilent(Id, "k", GatewayOperation.Authorization, 1),
            new PaymentAuthorizationRequested(Id, "o1", "k", "tok_1", Amount, 2),
            new PaymentAuthorized(Id, "o1", Amount, "auth_1", IsUnwanted: false),
            new PaymentCaptureRequested(Id, "k2", "auth_1", Amount, 1),
            new PaymentCaptured(Id, "o1", Amount, "capt_1"),
            new PaymentRefundRequested(Id, "r1", "k3", "capt_1", new Money(400, "EUR"), "Cancelled.", 1),
            new PaymentRefundRequested(Id, "r2", "k4", "capt_1", new Money(600, "EUR"), "Cancelled.", 1),
            new PaymentRefunded(Id, "o1", "r1", new Money(400, "EUR")),
            new PaymentRefundFailed(Id, "o1", "r2", new Money(600, "EUR"), "no", "No."))
        .ThenAsync(Row with
        {
            Status = PaymentStatus.Captured,
            Authorized = Amount,
            Captured = Amount,
            Refunded = new Money(400, "EUR"),
            Refunds = [new RefundDetails("r1", new Money(400, "EUR"), "Cancelled.", "given"), new RefundDetails("r2", new Money(600, "EUR"), "Cancelled.", "failed")],
            History = History(
                "started", "authorization asked for", "the gateway did not answer attempt 1", "authorization asked for again", "authorized", "capture asked for", "captured",
                "refund asked for", "refund asked for", "refunded 4.00 EUR", "refund failed: No."),
        });

    [Fact]
    public Task A_failed_capture_lets_go_of_what_was_reserved() => Started
        .Given(
            new PaymentAuthorizationRequested(Id, "o1", "k", "tok_1", Amount, 1),
            new PaymentAuthorized(Id, "o1", Amount, "auth_1", IsUnwanted: false),
            new PaymentCaptureRequested(Id, "k2", "auth_1", Amount, 1),
            new PaymentAbandonmentRequested(Id, "k2", GatewayOperation.Capture, 21),
            new PaymentFailed(Id, "o1", PaymentStage.Capture, "gateway_timeout", "No answer."),
            new PaymentVoidRequested(Id, "k3", "auth_1", "Not taken.", 1),
            new PaymentAuthorizationReleased(Id))
        .ThenAsync(Row with
        {
            Status = PaymentStatus.Failed,
            Authorized = Amount,
            FailureCode = "gateway_timeout",
            FailureReason = "No answer.",
            IsReleased = true,
            History = History(
                "started", "authorization asked for", "authorized", "capture asked for", "the gateway is asked to call it off", "failed: No answer.", "void asked for",
                "what was reserved was let go"),
        });

    [Fact]
    public Task A_payment_that_was_never_authorised_is_voided_without_the_gateway() => Started
        .Given(new PaymentVoided(Id, "o1", "Not wanted."))
        .ThenAsync(Row with { Status = PaymentStatus.Voided, History = History("started", "voided") });

    private static IReadOnlyList<PaymentMoment> History(params string[] what) => [.. what.Select(w => new PaymentMoment(ManualClock.Start, w))];
}
