using Contrail.Contracts;
using Contrail.Contracts.Payments;
using Contrail.Engine.Domain;
using Contrail.Engine.Testing.Specs;
using Contrail.Payments;
using Contrail.Payments.Domain.Payments;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Payments;

/// <summary>What a payment decides: does, refuses, stays quiet.</summary>
public sealed class PaymentDecisions
{
    private const string Order = "order1";
    private static readonly PaymentId Id = PaymentId.Parse("0190a0b0c0d0e0f00190a0b0c0d0e0f0");
    private static readonly Money Amount = new(10_000, "EUR");
    private static readonly PaymentMeans Means = new(PaymentMethod.Card, "tok_1", "visa", "4242");
    private static readonly PaymentStarted Started = new(Id, Order, Amount, Means);
    private static readonly PaymentAuthorizationRequested AuthorizationAsked = new(Id, Order, KeyOf("authorization"), "tok_1", Amount, 1);
    private static readonly PaymentAuthorized Authorized = new(Id, Order, Amount, "auth_1", IsUnwanted: false);
    private static readonly PaymentCaptureRequested CaptureAsked = new(Id, KeyOf("capture"), "auth_1", Amount, 1);
    private static readonly PaymentCaptured Captured = new(Id, Order, Amount, "capt_1");
    private static readonly PaymentVoidRequested VoidAsked = new(Id, KeyOf("void"), "auth_1", "Not wanted.", 1);
    private static readonly PaymentVoided Voided = new(Id, Order, "Not wanted.");
    private static readonly PaymentFailed Declined = new(Id, Order, PaymentStage.Authorization, "card_declined", "No.");
    private static readonly GatewayAnswer No = new GatewayAnswer.Declined("card_declined", "No.");
    private static readonly GatewayAnswer CalledOff = new GatewayAnswer.Declined(GatewayAnswer.Declined.Abandoned, "Called off.");

    private static AggregateSpec<Payment> New => Spec.For<Payment>(new PaymentsModule(new PaymentsOptions("unused.db", new byte[32])));

    private static AggregateSpec<Payment> AnAuthorizing => New.Given(Started, AuthorizationAsked);

    private static AggregateSpec<Payment> AnAuthorized => AnAuthorizing.Given(Authorized);

    private static AggregateSpec<Payment> ACaptured => AnAuthorized.Given(CaptureAsked, Captured);

    [Fact]
    public void An_order_that_awaits_payment_is_paid_in_full() => New.WhenCreated(() => Payment.Start(Id, Order, Amount, awaitsPayment: true, Means)).Then(Started);

    [Fact]
    public void Nothing_is_paid_for_an_order_that_awaits_no_payment() =>
        New.WhenCreated(() => Payment.Start(Id, Order, Amount, awaitsPayment: false, Means)).ThenBreaks<OrderMustAwaitPaymentRule>();

    [Fact]
    public void Nothing_is_not_paid() =>
        New.WhenCreated(() => Payment.Start(Id, Order, Money.Zero("EUR"), awaitsPayment: true, Means)).ThenBreaks<PaymentAmountMustBePositiveRule>();

    [Fact]
    public void A_started_payment_is_authorised_under_its_key() => New.Given(Started).When(p => p.Authorize()).Then(AuthorizationAsked);

    [Fact]
    public void Authorising_again_asks_nothing() => AnAuthorizing.When(p => p.Authorize()).ThenNothing();

    [Fact]
    public void A_captured_payment_is_not_authorised_again() => ACaptured.When(p => p.Authorize()).ThenNothing();

    [Fact]
    public void A_payment_that_is_over_is_not_authorised() => AnAuthorizing.Given(Declined).When(p => p.Authorize()).ThenBreaks<PaymentMustNotBeOverRule>();

    [Fact]
    public void An_authorised_payment_is_captured_under_its_key() => AnAuthorized.When(p => p.Capture()).Then(CaptureAsked);

    [Fact]
    public void Capturing_again_asks_nothing() => AnAuthorized.Given(CaptureAsked).When(p => p.Capture()).ThenNothing();

    [Fact]
    public void Only_an_authorised_payment_is_captured() => AnAuthorizing.When(p => p.Capture()).ThenBreaks<PaymentMustBeAuthorizedRule>();

    [Fact]
    public void A_payment_that_is_being_voided_is_not_captured() => AnAuthorized.Given(VoidAsked).When(p => p.Capture()).ThenBreaks<PaymentMustBeAuthorizedRule>();

    [Fact]
    public void What_was_never_reserved_is_voided_at_once() => New.Given(Started).When(p => p.Void("Not wanted.")).Then(Voided);

    [Fact]
    public void What_is_reserved_is_let_go_at_the_gateway() => AnAuthorized.When(p => p.Void("Not wanted.")).Then(VoidAsked);

    [Fact]
    public void What_may_be_reserved_is_remembered_to_be_voided() => AnAuthorizing.When(p => p.Void("Not wanted.")).Then(new PaymentVoidWished(Id, "Not wanted."));

    [Fact]
    public void Wishing_a_void_again_changes_nothing() => AnAuthorizing.Given(new PaymentVoidWished(Id, "Not wanted.")).When(p => p.Void("Still.")).ThenNothing();

    [Fact]
    public void An_unwanted_authorisation_is_voided_as_soon_as_it_comes() => AnAuthorizing
        .Given(new PaymentVoidWished(Id, "Not wanted."))
        .When(p => p.Hear(KeyOf("authorization"), new GatewayAnswer.Approved("auth_1")))
        .Then(Authorized with { IsUnwanted = true }, VoidAsked);

    [Fact]
    public void An_unwanted_authorisation_that_is_declined_fails() => AnAuthorizing
        .Given(new PaymentVoidWished(Id, "Not wanted.")).When(p => p.Hear(KeyOf("authorization"), No)).Then(Declined);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_taken_or_is_being_taken_is_not_voided(bool isAnswered) =>
        (isAnswered ? ACaptured : AnAuthorized.Given(CaptureAsked)).When(p => p.Void("Not wanted.")).ThenBreaks<PaymentMustNotBeCapturedRule>();

    [Fact]
    public void Voiding_what_is_over_changes_nothing()
    {
        AnAuthorizing.Given(Declined).When(p => p.Void("Not wanted.")).ThenNothing();
        AnAuthorized.Given(VoidAsked).When(p => p.Void("Not wanted.")).ThenNothing();
        AnAuthorized.Given(VoidAsked, Voided).When(p => p.Void("Not wanted.")).ThenNothing();
    }

    [Fact]
    public void A_capture_that_is_declined_fails_and_lets_go_of_what_is_reserved() => AnAuthorized.Given(CaptureAsked)
        .When(p => p.Hear(KeyOf("capture"), No))
        .Then(Declined with { Stage = PaymentStage.Capture }, VoidAsked with { Reason = "The money could not be taken." });

    [Fact]
    public void Letting_go_after_a_failed_capture_is_not_told_as_a_void() => AnAuthorized
        .Given(CaptureAsked, Declined with { Stage = PaymentStage.Capture }, VoidAsked)
        .When(p => p.Hear(KeyOf("void"), new GatewayAnswer.Approved("void_1")))
        .Then(new PaymentAuthorizationReleased(Id))
        .ThenState(p => p.Status.ShouldBe(PaymentStatus.Failed));

    [Fact]
    public void An_answer_that_comes_again_or_contradicts_changes_nothing()
    {
        AnAuthorized.When(p => p.Hear(KeyOf("authorization"), new GatewayAnswer.Approved("auth_1"))).ThenNothing();
        AnAuthorized.When(p => p.Hear(KeyOf("authorization"), new GatewayAnswer.Pending())).ThenNothing();
        AnAuthorizing.Given(Declined).When(p => p.Hear(KeyOf("authorization"), new GatewayAnswer.Approved("auth_1"))).ThenNothing();
        AnAuthorized.When(p => p.Hear("somebody:else", new GatewayAnswer.Approved("auth_1"))).ThenNothing();
    }

    [Fact]
    public void A_gateway_that_refuses_to_void_is_for_a_person() => Should.Throw<InvalidOperationException>(() =>
        AnAuthorized.Given(VoidAsked).When(p => p.Hear(KeyOf("void"), No))).Message.ShouldContain("refuses to void");

    [Fact]
    public void Silence_is_recorded_once_for_each_attempt()
    {
        var silent = new PaymentGatewaySilent(Id, KeyOf("authorization"), GatewayOperation.Authorization, 1);
        AnAuthorizing.When(p => p.HearNothing(KeyOf("authorization"), 1)).Then(silent);
        AnAuthorized.When(p => p.HearNothing(KeyOf("authorization"), 1)).ThenNothing();
        AnAuthorizing.Given(silent, AuthorizationAsked with { Attempt = 2 }).When(p => p.HearNothing(KeyOf("authorization"), 1)).ThenNothing();
    }

    [Fact]
    public void After_silence_the_same_is_asked_under_the_same_key()
    {
        AnAuthorizing.When(p => p.AskAgain(KeyOf("authorization"), 1)).Then(AuthorizationAsked with { Attempt = 2 });
        AnAuthorized.Given(CaptureAsked).When(p => p.AskAgain(KeyOf("capture"), 1)).Then(CaptureAsked with { Attempt = 2 });
        AnAuthorized.Given(VoidAsked).When(p => p.AskAgain(KeyOf("void"), 1)).Then(VoidAsked with { Attempt = 2 });
        ACaptured.Given(RefundAsked("r1", 100)).When(p => p.AskAgain(KeyOf("refund:r1"), 1)).Then(RefundAsked("r1", 100) with { Attempt = 2 });
    }

    [Fact]
    public void What_was_answered_meanwhile_is_not_asked_again()
    {
        AnAuthorized.When(p => p.AskAgain(KeyOf("authorization"), 1)).ThenNothing();
        AnAuthorizing.Given(AuthorizationAsked with { Attempt = 2 }).When(p => p.AskAgain(KeyOf("authorization"), 1)).ThenNothing();
    }

    [Fact]
    public void After_the_last_attempt_the_gateway_is_asked_to_call_it_off() => AnAuthorizing
        .Given(AuthorizationAsked with { Attempt = 4 })
        .When(p => p.AskAgain(KeyOf("authorization"), 4))
        .Then(new PaymentAbandonmentRequested(Id, KeyOf("authorization"), GatewayOperation.Authorization, 5));

    [Fact]
    public void What_the_gateway_called_off_has_failed_by_timeout() => AnAuthorizing
        .When(p => p.Hear(KeyOf("authorization"), CalledOff))
        .Then(Declined with { Code = "gateway_timeout", Reason = "The payment service did not answer in time. It has confirmed that nothing was done." });

    [Fact]
    public void What_turns_out_to_have_taken_place_counts() => AnAuthorizing
        .Given(new PaymentAbandonmentRequested(Id, KeyOf("authorization"), GatewayOperation.Authorization, 5))
        .When(p => p.Hear(KeyOf("authorization"), new GatewayAnswer.Approved("auth_1")))
        .Then(Authorized);

    [Fact]
    public void A_void_is_never_given_up() => AnAuthorized.Given(VoidAsked with { Attempt = 5_000 })
        .When(p => p.AskAgain(KeyOf("void"), 5_000)).Then(VoidAsked with { Attempt = 5_001 });

    [Fact]
    public void What_was_taken_is_given_back_in_parts() => ACaptured.Given(RefundAsked("r1", 4_000), Refunded("r1", 4_000))
        .When(p => p.Refund("r2", new Money(6_000, "EUR"), "Cancelled.")).Then(RefundAsked("r2", 6_000));

    [Fact]
    public void No_more_is_given_back_than_is_left_with_what_was_asked_for() => ACaptured.Given(RefundAsked("r1", 4_000))
        .When(p => p.Refund("r2", new Money(6_001, "EUR"), "Cancelled.")).ThenBreaks<PaymentRefundMustNotExceedWhatIsLeftRule>();

    [Fact]
    public void A_failed_refund_leaves_its_money_to_another() => ACaptured
        .Given(RefundAsked("r1", 10_000), new PaymentRefundFailed(Id, Order, "r1", new Money(10_000, "EUR"), "no", "No."))
        .When(p => p.Refund("r2", new Money(10_000, "EUR"), "Cancelled.")).Then(RefundAsked("r2", 10_000));

    [Theory]
    [InlineData(0, "EUR")]
    [InlineData(-5, "EUR")]
    [InlineData(5, "USD")]
    public void Only_some_of_the_same_money_is_given_back(long minor, string currency) =>
        ACaptured.When(p => p.Refund("r1", new Money(minor, currency), "Cancelled.")).ThenBreaks<PaymentRefundMustNotExceedWhatIsLeftRule>();

    [Fact]
    public void What_was_not_taken_is_not_given_back() => AnAuthorized.When(p => p.Refund("r1", Amount, "Cancelled.")).ThenBreaks<PaymentMustBeCapturedRule>();

    [Fact]
    public void The_same_refund_is_given_once()
    {
        ACaptured.Given(RefundAsked("r1", 4_000)).When(p => p.Refund("r1", new Money(4_000, "EUR"), "Cancelled.")).ThenNothing();
        ACaptured.Given(RefundAsked("r1", 4_000), Refunded("r1", 4_000)).When(p => p.Refund("r1", new Money(4_000, "EUR"), "Cancelled.")).ThenNothing();
    }

    [Fact]
    public void The_same_refund_with_another_amount_is_refused() => ACaptured.Given(RefundAsked("r1", 4_000))
        .When(p => p.Refund("r1", new Money(5_000, "EUR"), "Cancelled.")).ThenBreaks<PaymentRefundMustStayTheSameRule>();

    [Fact]
    public void A_refund_that_is_declined_is_for_a_person() => ACaptured.Given(RefundAsked("r1", 4_000))
        .When(p => p.Hear(KeyOf("refund:r1"), No)).Then(new PaymentRefundFailed(Id, Order, "r1", new Money(4_000, "EUR"), "card_declined", "No."));

    [Fact]
    public void A_payment_that_nobody_continued_fails_by_itself() => New.Given(Started).When(p => p.Expire())
        .Then(new PaymentFailed(Id, Order, PaymentStage.Authorization, "expired", "The payment was not continued in time. Nothing was charged."));

    [Fact]
    public void A_payment_that_was_continued_does_not_expire() => AnAuthorizing.When(p => p.Expire()).ThenNothing();

    [Fact]
    public void Pauses_after_silence_double_and_end()
    {
        var attempts = Enumerable.Range(1, 8).Select(n => new GatewayRequest(GatewayOperation.Capture, "k", n).PauseAfterSilence.TotalSeconds);
        attempts.ShouldBe([1, 2, 4, 8, 16, 30, 30, 30]);
        new GatewayRequest(GatewayOperation.Authorization, "k", 4).PauseAfterSilence.ShouldBe(TimeSpan.Zero);
    }

    private static string KeyOf(string operation) => $"{Id}:{operation}";

    private static PaymentRefundRequested RefundAsked(string refund, long cents) =>
        new(Id, refund, KeyOf($"refund:{refund}"), "capt_1", new Money(cents, "EUR"), "Cancelled.", 1);

    private static PaymentRefunded Refunded(string refund, long cents) => new(Id, Order, refund, new Money(cents, "EUR"));
}
