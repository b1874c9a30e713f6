using Contrail.Contracts.Identity;
using Contrail.Contracts.Ordering;
using Contrail.Engine.Decisions;
using Contrail.Engine.Reactions;
using Contrail.Engine.Testing.Specs;
using Contrail.Notifications;
using Contrail.Notifications.Features;
using Contrail.Notifications.Reactions;
using Contrail.Notifications.Templates;
using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Xunit;

namespace Contrail.Modules.Tests.Notifications;

public sealed class HearingOfThings
{
    // The id of the message that a specification delivers.
    private static readonly Guid Cause = DerivedId.From(Guid.Empty, "spec-1@1");

    [Fact]
    public void A_hold_is_told() => Tells(
        new OnFlightBookingReserved(), AllTemplates.HoldPlaced,
        new("0199", "K7MPQR", null, Examples.Contact, Examples.Flights, 1, Examples.Total, Examples.PayBefore));

    [Fact]
    public void A_deadline_that_comes_near_is_told() => Tells(
        new OnFlightBookingHoldExpiring(), AllTemplates.HoldExpiring, new("0199", "K7MPQR", Examples.Contact, Examples.PayBefore));

    [Fact]
    public void Tickets_are_told() => Tells(
        new OnFlightBookingConfirmed(), AllTemplates.BookingConfirmed,
        new("0199", "0200", "K7MPQR", Examples.Contact, Examples.Flights, Examples.Tickets, Examples.Total));

    [Fact]
    public void An_expired_hold_is_told() => Tells(
        new OnFlightBookingExpired(), AllTemplates.BookingExpired, new("0199", "K7MPQR", Examples.Contact));

    [Fact]
    public void A_cancelled_booking_is_told() => Tells(
        new OnFlightBookingCancelled(), AllTemplates.BookingCancelled,
        new("0199", null, "K7MPQR", Examples.Contact, Examples.Flights, CancellationReason.Staff, "", false, Money.Zero("EUR"), Money.Zero("EUR")));

    [Fact]
    public void A_declined_payment_is_told() => Tells(
        new OnOrderPaymentDeclined(), AllTemplates.PaymentDeclined, new("0200", Examples.Contact, "Declined", 1, Examples.PayBefore));

    [Fact]
    public void A_paid_order_is_told() => Tells(
        new OnOrderConfirmed(), AllTemplates.Receipt, new("0200", null, ["0199"], Examples.Contact, Examples.Total, "0201"));

    [Fact]
    public void A_refund_is_told() => Tells(
        new OnOrderRefunded(), AllTemplates.RefundMade, new("0200", "0199", "0202", Examples.Contact, Examples.Total, "Cancelled"));

    [Fact]
    public void A_failed_order_is_told() => Tells(
        new OnOrderEnded(), AllTemplates.OrderFailed, new("0200", Examples.Contact, OrderEnd.Failed, "Declined"));

    [Theory]
    [InlineData(OrderEnd.Expired)]
    [InlineData(OrderEnd.Cancelled)]
    public void Of_an_order_that_expired_or_was_cancelled_the_booking_tells(OrderEnd how) => ReactionSpec
        .For(new NotificationsModule(), new OnOrderEnded())
        .Given(new OrderEndedV1("0200", Examples.Contact, how, ""))
        .ThenNothing();

    [Fact]
    public void A_new_account_is_welcomed()
    {
        var fact = new UserRegisteredV1("0198", "ada@example.com", "Ada", [Role.Traveller]);

        ReactionSpec.For(new NotificationsModule(), new OnUserRegistered()).Given(fact)
            .Then(new RequestNotification(Cause, "welcome", "ada@example.com", "Ada", AllTemplates.Welcome.Write(fact)));
    }

    private static void Tells<TFact>(IReaction<TFact> reaction, Template<TFact> template, TFact fact)
        where TFact : notnull => ReactionSpec.For(new NotificationsModule(), reaction).Given(fact)
        .Then(new RequestNotification(Cause, template.Name, Examples.Contact.Email, Examples.Contact.Name, template.Write(fact)));
}
