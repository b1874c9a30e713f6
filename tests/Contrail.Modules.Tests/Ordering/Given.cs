using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Payments;
using Contrail.Engine.Testing.Specs;
using Contrail.Ordering.Domain.Orders;

namespace Contrail.Modules.Tests.Ordering;

/// <summary>An order of two bookings, for the specs of Ordering.</summary>
internal static class Given
{
    public static readonly OrderId Id = new(Guid.Parse("0199c0de-0000-7000-8000-000000000001"));
    public static readonly ContactDetails Contact = new("ada@example.org", null, "Ada Lovelace");
    public static readonly DateTimeOffset Now = ManualClock.Start;
    public static readonly DateTimeOffset PayBefore = Now.AddMinutes(15);
    public static readonly OrderLine Out = new("out", "QWRT23", "CT101 LHR-JFK", Euro(200));
    public static readonly OrderLine Back = new("back", "PLMK45", "CT102 JFK-LHR", Euro(150));
    public static readonly IReadOnlyList<string> References = ["QWRT23", "PLMK45"];
    public static readonly OrderDrafted Drafted = new(Id, "u1", Contact, [Out, Back], Euro(350));
    public static readonly OrderPlaced Placed = new(Id, "u1", Contact, ["out", "back"], Euro(350), PayBefore);
    public static readonly OrderPaid Paid = new(Id, "p1", Euro(350));
    public static readonly OrderConfirmed Confirmed = new(Id, "u1", ["out", "back"], Contact, Euro(350), "p1", References);

    public static Money Euro(int whole) => new(whole * 100, "EUR");

    public static PaymentStartedV1 Started(string payment = "p1") => new(payment, Id.ToString(), Euro(350), PaymentMethod.Card, "visa", "4242");

    public static PaymentAuthorizedV1 Authorized(string payment = "p1") => new(payment, Id.ToString(), Euro(350));

    public static PaymentFailedV1 Declined(string payment = "p1") => new(payment, Id.ToString(), PaymentStage.Authorization, "declined", "The card was declined.");

    public static PaymentCapturedV1 Captured(string payment = "p1") => new(payment, Id.ToString(), Euro(350));

    public static PaymentVoidedV1 Voided(string payment = "p1") => new(payment, Id.ToString());

    public static FlightBookingConfirmedV1 Issued(string booking) => new(booking, Id.ToString(), "REF234", Contact, [], [], Euro(100));
}
