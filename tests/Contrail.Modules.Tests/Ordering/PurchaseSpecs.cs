using System.Text.Json;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Ordering;
using Contrail.Contracts.Payments;
using Contrail.Engine.Processes;
using Contrail.Engine.Testing.Specs;
using Contrail.Ordering;
using Contrail.Ordering.Domain.Orders;
using Contrail.Ordering.Features;
using Contrail.Ordering.Features.Cases;
using Contrail.Ordering.Processes;
using Xunit;
using static Contrail.Modules.Tests.Ordering.Given;

namespace Contrail.Modules.Tests.Ordering;

/// <summary>Every way through a purchase; none ends with money kept and no ticket.</summary>
public sealed class PurchaseSpecs
{
    private const string Declined3 = "The card was declined.";

    [Fact]
    public void A_placed_order_waits_for_a_payment() => Purchase().When(Placed).ThenSends();

    [Fact]
    public void A_payment_is_authorised_first() => Purchase(Placed).When(Started()).ThenSends(new AuthorizePayment("p1"));

    [Fact]
    public void A_deadline_in_the_place_of_another_is_one_event() => Purchase(Placed).When(Started()).ThenRecordsAll(
        new PurchasePaymentAccepted("p1"),
        new CommandRequested("payments.authorize_payment", 1, JsonSerializer.SerializeToElement(new { paymentId = "p1" })),
        new ProcessDeadlineSet("authorization", ManualClock.Start.AddMinutes(10), ["payment"]))
        .ThenDeadlines(("authorization", ManualClock.Start.AddMinutes(10)));

    [Fact]
    public void Then_every_booking_is_confirmed() => Purchase(Placed, Started()).When(Authorized()).ThenSends(Confirm("out"), Confirm("back"));

    [Fact]
    public void The_money_is_taken_only_when_all_tickets_are_issued()
    {
        Purchase(Placed, Started(), Authorized()).When(Issued("out")).ThenSends();
        Purchase(Placed, Started(), Authorized(), Issued("out")).When(Issued("back")).ThenSends(new CapturePayment("p1"));
    }

    [Fact]
    public void Then_the_order_is_confirmed_and_the_purchase_is_over() =>
        Purchase(Placed, Started(), Authorized(), Issued("out"), Issued("back")).When(Captured())
            .ThenSends(new ConfirmOrder(Id, "p1", Euro(350)))
            .ThenCompletes("confirmed");

    [Fact]
    public void A_second_payment_while_one_is_under_way_is_voided() =>
        Purchase(Placed, Started()).When(Started("p2")).ThenSends(new VoidPayment("p2", "Another payment is under way, or the order is over."));

    [Fact]
    public void A_declined_card_may_be_followed_by_another()
    {
        Purchase(Placed, Started()).When(Declined()).ThenSends(new DeclinePayment(Id, "p1", Declined3, 2));
        Purchase(Placed, Started(), Declined()).When(Started("p2")).ThenSends(new AuthorizePayment("p2"));
    }

    [Fact]
    public void After_the_third_declined_card_the_seats_are_released_and_then_the_order_fails()
    {
        object[] twice = [Placed, Started(), Declined(), Started("p2"), Declined("p2"), Started("p3")];
        Purchase(twice).When(Declined("p3")).ThenSends(Release("out", Declined3), Release("back", Declined3));
        Purchase([.. twice, Declined("p3"), Cancelled("out")]).When(Cancelled("back"))
            .ThenSends(new EndOrder(Id, OrderEnd.Failed, Declined3))
            .ThenCompletes("failed");
    }

    [Fact]
    public void Refused_tickets_void_the_payment_and_release_what_is_held()
    {
        var spec = Purchase(Placed, Started(), Authorized());
        spec.WhenRefused<ConfirmFlightBooking>("Seats_Are_Gone")
            .ThenSends(Release("out", "Seats Are Gone"), Release("back", "Seats Are Gone"), new VoidPayment("p1", "Seats Are Gone"));
        spec.When(Voided()).ThenSends();
        spec.When(Cancelled("out")).ThenSends();
        spec.When(Cancelled("back")).ThenSends(new EndOrder(Id, OrderEnd.Failed, "Seats Are Gone")).ThenCompletes("failed");
    }

    [Theory]
    [InlineData(ConfirmFlightBooking.IsCancelled)]
    [InlineData(ConfirmFlightBooking.IsFlightCancelled)]
    public void What_was_cancelled_before_its_confirmation_lets_go_of_the_payment_at_once_and_ends_the_order_as_cancelled(string refusal)
    {
        var why = refusal.Replace('_', ' ');
        var spec = Purchase(Placed, Started(), Authorized());
        spec.WhenRefused<ConfirmFlightBooking>(refusal).ThenSends(Release("out", why), Release("back", why), new VoidPayment("p1", why));
        spec.When(Voided()).ThenSends();
        spec.When(Cancelled("out")).ThenSends();
        spec.When(Cancelled("back")).ThenSends(new EndOrder(Id, OrderEnd.Cancelled, why)).ThenCompletes("cancelled");
    }

    [Fact]
    public void A_ticket_that_is_issued_while_undoing_is_taken_back()
    {
        var spec = Purchase(Placed, Started(), Authorized());
        spec.WhenRefused<ConfirmFlightBooking>("Seats_Are_Gone");
        spec.When(Issued("out")).ThenSends(Release("out", "Seats Are Gone"));
    }

    [Fact]
    public void A_payment_after_the_hold_expired_goes_on_and_Booking_decides()
    {
        var spec = Purchase(Placed, Started(), Expired("out"), Expired("back"));
        spec.When(Authorized()).ThenSends(Confirm("out"), Confirm("back"));
        spec.WhenRefused<ConfirmFlightBooking>("Seats_Are_Gone")
            .ThenSends(Release("out", "Seats Are Gone"), Release("back", "Seats Are Gone"), new VoidPayment("p1", "Seats Are Gone"));
        spec.When(Voided()).ThenSends(new EndOrder(Id, OrderEnd.Failed, "Seats Are Gone")).ThenCompletes("failed");
    }

    [Fact]
    public void A_hold_that_expires_before_any_payment_ends_the_order_when_all_seats_are_back()
    {
        const string why = "It was not paid before the seats had to be given back.";
        Purchase(Placed).When(Expired("out")).ThenSends(Release("back", why));
        Purchase(Placed, Expired("out")).When(Expired("back")).ThenSends(new EndOrder(Id, OrderEnd.Expired, why)).ThenCompletes("expired");
    }

    [Fact]
    public void A_declined_card_after_the_hold_expired_ends_the_order() =>
        Purchase(Placed, Started(), Expired("out"), Expired("back")).When(Declined())
            .ThenSends(new EndOrder(Id, OrderEnd.Expired, Declined3))
            .ThenCompletes("expired");

    [Fact]
    public void A_cancelled_booking_before_the_money_is_taken_undoes_the_purchase()
    {
        var spec = Purchase(Placed, Started(), Authorized(), Issued("out"));
        spec.When(Cancelled("out")).ThenSends(Release("out", "changed plans"), Release("back", "changed plans"), new VoidPayment("p1", "changed plans"));
        spec.When(Cancelled("back")).ThenSends();
        spec.When(Voided()).ThenSends(new EndOrder(Id, OrderEnd.Cancelled, "changed plans")).ThenCompletes("cancelled");
    }

    [Fact]
    public void A_cancelled_booking_while_the_money_is_taken_does_not_stop_it()
    {
        var spec = Purchase(Placed, Started(), Authorized(), Issued("out"), Issued("back"));
        spec.When(Cancelled("out")).ThenSends();
        spec.When(Captured()).ThenSends(new ConfirmOrder(Id, "p1", Euro(350))).ThenCompletes("confirmed");
    }

    [Fact]
    public void Money_that_was_taken_for_an_order_that_refuses_it_calls_a_person()
    {
        const string why = "The money was taken, but the order refuses it: Order Is Over";
        var spec = Purchase(Placed, Started(), Authorized(), Issued("out"), Issued("back"), Captured());
        spec.WhenRefused<ConfirmOrder>("Order_Is_Over").ThenSends(new OpenCase($"purchase:{Id}", Id.ToString(), why)).ThenFails(why);
        spec.WhenRefused<ConfirmOrder>("Order_Is_Over").ThenNothing();
    }

    [Fact]
    public void A_refused_capture_takes_the_tickets_back() =>
        Purchase(Placed, Started(), Authorized(), Issued("out"), Issued("back")).WhenRefused<CapturePayment>("Payment_Is_Gone")
            .ThenSends(Release("out", "Payment Is Gone"), Release("back", "Payment Is Gone"), new VoidPayment("p1", "Payment Is Gone"));

    [Fact]
    public void A_failed_capture_takes_the_tickets_back_and_voids_nothing()
    {
        var spec = Purchase(Placed, Started(), Authorized(), Issued("out"), Issued("back"));
        spec.When(Declined() with { Stage = PaymentStage.Capture, Reason = "no funds" }).ThenSends(Release("out", "no funds"), Release("back", "no funds"));
    }

    [Fact]
    public void A_bank_that_keeps_silent_is_voided_after_ten_minutes()
    {
        var spec = Purchase(Placed, Started());
        const string why = "The bank did not answer in time. Nothing was charged.";
        spec.WhenTimePasses(TimeSpan.FromMinutes(10)).ThenSends(Release("out", why), Release("back", why), new VoidPayment("p1", why));
        spec.When(Authorized()).ThenSends();
    }

    [Fact]
    public void An_order_that_nobody_pays_expires_even_if_Booking_keeps_silent()
    {
        const string why = "It was not paid in time.";
        Purchase(Placed).WhenTimePasses(TimeSpan.FromMinutes(20)).ThenSends(Release("out", why), Release("back", why));
    }

    [Fact]
    public void Unknown_whether_the_money_was_taken_is_handed_to_a_person()
    {
        const string why = "Tickets are issued, but whether the money was taken is unknown.";
        Purchase(Placed, Started(), Authorized(), Issued("out"), Issued("back")).WhenTimePasses(TimeSpan.FromHours(2))
            .ThenSends(new OpenCase($"purchase:{Id}", Id.ToString(), why))
            .ThenGoesOn();
    }

    [Fact]
    public void The_answer_that_comes_after_a_person_was_called_still_counts()
    {
        var spec = Purchase(Placed, Started(), Authorized(), Issued("out"), Issued("back"));
        spec.WhenTimePasses(TimeSpan.FromHours(2));
        spec.When(Captured()).ThenSends(new ConfirmOrder(Id, "p1", Euro(350))).ThenCompletes("confirmed");
    }

    [Fact]
    public void A_booking_whose_hold_expired_is_taken_back_too_when_its_confirmation_was_asked_for()
    {
        var spec = Purchase(Placed, Started(), Expired("out"), Authorized());
        spec.WhenRefused<ConfirmFlightBooking>("Seats_Are_Gone")
            .ThenSends(Release("out", "Seats Are Gone"), Release("back", "Seats Are Gone"), new VoidPayment("p1", "Seats Are Gone"));
    }

    [Fact]
    public void Late_news_of_an_expiry_does_not_count_for_a_booking_that_is_confirmed()
    {
        var spec = Purchase(Placed, Started(), Authorized(), Issued("out"), Issued("back"), Expired("out"));
        spec.When(Declined() with { Stage = PaymentStage.Capture, Reason = "no funds" }).ThenSends(Release("out", "no funds"), Release("back", "no funds"));
    }

    [Fact]
    public void A_refused_authorisation_of_a_payment_that_failed_before_sets_no_deadline_for_the_next()
    {
        var spec = Purchase(Placed, Started(), Declined());
        spec.WhenRefused<AuthorizePayment>("Payment_Is_Over").ThenSends().ThenDeadlines(("payment", PayBefore.AddMinutes(5)));
    }

    [Fact]
    public void Undoing_that_does_not_end_is_handed_to_a_person()
    {
        var spec = Purchase(Placed, Started(), Authorized());
        spec.WhenRefused<ConfirmFlightBooking>("Seats_Are_Gone");
        const string why = "Undoing the purchase did not come to an end.";
        spec.WhenTimePasses(TimeSpan.FromHours(2)).ThenSends(new OpenCase($"purchase:{Id}", Id.ToString(), why)).ThenGoesOn();
    }

    [Fact]
    public void Money_that_was_taken_against_our_will_is_handed_to_a_person()
    {
        var spec = Purchase(Placed, Started(), Authorized());
        spec.WhenRefused<ConfirmFlightBooking>("Seats_Are_Gone");
        const string why = "Payment p1 was taken although the purchase is Compensating.";
        spec.When(Captured()).ThenSends(new OpenCase($"purchase:{Id}", Id.ToString(), why)).ThenFails(why);
    }

    private static ProcessSpec<Purchase> Purchase(params object[] heard) => new ProcessSpec<Purchase>(new OrderingModule()).Given(heard);

    private static ConfirmFlightBooking Confirm(string booking) => new(booking, Id.ToString());

    private static CancelFlightBooking Release(string booking, string why) => new(booking, CancellationReason.PaymentFailed, why);

    private static OrderLineCancelled Cancelled(string booking) => new(Id, booking, "changed plans", Euro(0), Euro(0));

    private static OrderHoldExpired Expired(string booking) => new(Id, booking);
}
