using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Ordering;
using Contrail.Notifications.Templates;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Notifications;

/// <summary>The texts as they were approved: whoever changes one changes it here.</summary>
public sealed class WritingLetters
{
    public static TheoryData<string, string> Approved => new()
    {
        {
            "welcome",
            """
            Welcome to Contrail

            Hello Ada Lovelace,

            Your account is open. Sign in with ada@example.com: what you book while you are signed in is found under your bookings.

            If this was not you, write to us: somebody used your address.
            """
        },
        {
            "hold_placed",
            """
            Your seats LHR-FCO are held: pay before Fri 20 Nov 2026, 14:30 (UTC)

            Hello Ada Lovelace,

            We hold places for 2 people under the reference K7MPQR:

            CT101  LHR Tue 1 Dec 2026, 09:15 (UTC)  to  FCO Tue 1 Dec 2026, 12:50 (UTC+01:00)

            Please pay EUR 412.50 before Fri 20 Nov 2026, 14:30 (UTC). After that the seats go back on sale.

            All flight times are local times of the airport.
            """
        },
        {
            "hold_expiring",
            """
            Booking K7MPQR: pay before Fri 20 Nov 2026, 14:30 (UTC) to keep your seats

            Hello Ada Lovelace,

            Your seats of booking K7MPQR are not paid yet. Please pay before Fri 20 Nov 2026, 14:30 (UTC). After that they go back on sale.

            If you do not want them any more, you need not do anything.
            """
        },
        {
            "booking_expired",
            """
            Booking K7MPQR has expired

            Hello Ada Lovelace,

            Booking K7MPQR was not paid in time, so its seats went back on sale. Nothing was charged for it.

            If you still want to fly, search again: there may be seats left.
            """
        },
        {
            "payment_declined",
            """
            Your payment did not go through: please try again

            Hello Ada Lovelace,

            We could not take the payment for booking K7MPQR. The card was declined by its bank. Nothing was charged.

            You can try 2 more times, before Fri 20 Nov 2026, 14:30 (UTC). Until then your seats stay yours.
            """
        },
        {
            "order_failed",
            """
            We could not complete booking K7MPQR

            Hello Ada Lovelace,

            We could not complete booking K7MPQR. The payment was declined too often.

            No money was kept: what had been reserved on your card is released. If you still want to fly, please book again.
            """
        },
        {
            "booking_confirmed",
            """
            Your tickets LHR-FCO, booking K7MPQR

            Hello Ada Lovelace,

            Your booking K7MPQR is confirmed. Your flights:

            CT101  LHR Tue 1 Dec 2026, 09:15 (UTC)  to  FCO Tue 1 Dec 2026, 12:50 (UTC+01:00)

            Your tickets:

            Ada Lovelace: ticket 9970000000017, seat 12A
            Byron Lovelace: ticket 9970000000024, no seat of their own

            Price: EUR 412.50. All flight times are local times of the airport.

            Keep the reference K7MPQR: with it and a passenger's surname you find the booking again. We wish you a good flight.
            """
        },
        {
            "receipt",
            """
            Receipt: EUR 412.50 for booking K7MPQR

            Hello Ada Lovelace,

            Thank you. We received EUR 412.50 for booking K7MPQR.

            Payment: 0201. Your tickets come in a letter of their own.
            """
        },
        {
            "booking_cancelled",
            """
            Booking K7MPQR is cancelled

            Hello Ada Lovelace,

            Your booking K7MPQR is cancelled. You asked us to cancel it.

            CT101  LHR Tue 1 Dec 2026, 09:15 (UTC)  to  FCO Tue 1 Dec 2026, 12:50 (UTC+01:00)

            We give back EUR 362.50; EUR 50.00 is kept by the conditions of the fare. You hear from us when the money is on its way.
            """
        },
        {
            "refund",
            """
            Refund: EUR 362.50 for booking K7MPQR

            Hello Ada Lovelace,

            We have given back EUR 362.50 for booking K7MPQR. The traveller cancelled.

            It goes to the card that you paid with; your bank may take a few days to show it. Refund: 0202.
            """
        },
    };

    [Theory]
    [MemberData(nameof(Approved))]
    public void Each_kind_of_letter_reads_as_approved(string template, string text)
    {
        var letter = AllTemplates.All.Single(t => t.Name == template).Preview();

        $"{letter.Subject}\n\n{letter.Text}".ShouldBe(text);
    }

    [Fact]
    public void Every_kind_of_letter_is_approved() =>
        AllTemplates.All.Select(t => t.Name).Order().ShouldBe(Approved.Select(row => row.Data.Item1).Order());

    [Theory]
    [InlineData(CancellationReason.Traveller, "You asked us to cancel it.")]
    [InlineData(CancellationReason.FlightCancelled, "We are sorry: we do not operate your flight. Fog in London.")]
    [InlineData(CancellationReason.PaymentFailed, "It could not be paid. Fog in London.")]
    [InlineData(CancellationReason.Staff, "Our staff cancelled it for you. Fog in London.")]
    public void A_cancellation_says_why(CancellationReason reason, string words) =>
        AllTemplates.BookingCancelled.Write(Cancelled(reason)).Text.ShouldContain(words);

    [Theory]
    [InlineData(false, 0, 0, "You were not charged for it.")]
    [InlineData(true, 0, 0, "Nothing had been paid for it.")]
    [InlineData(true, 0, 500, "By the conditions of the fare nothing is given back; JPY 500 is kept.")]
    [InlineData(true, 500, 0, "We give back all you paid: JPY 500. You hear from us when it is on its way.")]
    public void A_cancellation_says_what_is_given_back(bool wasConfirmed, long refund, long retained, string words)
    {
        var fact = Cancelled(CancellationReason.Staff) with { WasConfirmed = wasConfirmed, Refund = new Money(refund, "JPY"), Retained = new Money(retained, "JPY") };

        AllTemplates.BookingCancelled.Write(fact).Text.ShouldEndWith(words);
    }

    [Theory]
    [InlineData(1, "You can try once more")]
    [InlineData(0, "No further payment can be tried")]
    public void A_declined_payment_says_how_often_one_may_try(int attemptsLeft, string words) =>
        AllTemplates.PaymentDeclined.Write(new OrderPaymentDeclinedV1("0200", Examples.Contact, "Declined.", attemptsLeft, Examples.PayBefore)).Text.ShouldContain(words);

    [Theory]
    [InlineData(new[] { "K7MPQR" }, "Receipt: EUR 412.50 for booking K7MPQR")]
    [InlineData(new[] { "K7MPQR", "QWRT23", "PLMK45" }, "Receipt: EUR 412.50 for bookings K7MPQR, QWRT23 and PLMK45")]
    [InlineData(null, "Receipt: EUR 412.50 for order 0200")]
    public void A_receipt_names_the_bookings_as_travellers_know_them(string[]? references, string subject) =>
        AllTemplates.Receipt.Write(new OrderConfirmedV1("0200", null, ["0199"], Examples.Contact, Examples.Total, "0201", references)).Subject.ShouldBe(subject);

    [Fact]
    public void What_people_typed_cannot_add_lines_to_a_subject()
    {
        var letter = Letter.Of("Hello\r\nBcc: all@example.com\u0007", "One\r\nline\u0000", "another");

        letter.ShouldBe(new Letter("Hello Bcc: all@example.com", "One\nline\n\nanother"));
    }

    [Fact]
    public void Times_west_of_Greenwich_and_half_hours_are_shown_with_their_zone()
    {
        Words.Time(new DateTimeOffset(2026, 12, 1, 23, 5, 0, TimeSpan.FromHours(-5))).ShouldBe("Tue 1 Dec 2026, 23:05 (UTC-05:00)");
        Words.Time(new DateTimeOffset(2026, 6, 1, 0, 5, 0, TimeSpan.FromMinutes(330))).ShouldBe("Mon 1 Jun 2026, 00:05 (UTC+05:30)");
    }

    private static FlightBookingCancelledV1 Cancelled(CancellationReason reason) => new(
        "0199", null, Examples.Reference, Examples.Contact, Examples.Flights, reason, "Fog in London.", false, Money.Zero("EUR"), Money.Zero("EUR"));
}
