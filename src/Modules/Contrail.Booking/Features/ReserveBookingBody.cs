using Contrail.Booking.Domain.FlightBookings;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using FluentValidation;

namespace Contrail.Booking.Features;

/// <param name="OfferId">The offer's id as the search gave it.</param>
/// <param name="Passengers">One to nine people, as the offer is for.</param>
/// <param name="Contact">Whom to tell.</param>
/// <param name="Seats">Seats that are wished; whoever chooses none gets one when it is paid.</param>
internal sealed record ReserveBookingBody(
    string OfferId, IReadOnlyList<PassengerBody> Passengers, ContactBody Contact, IReadOnlyList<ChosenSeat>? Seats = null)
{
    public Reservation ToReservation(Offer offer, string? userId)
    {
        List<Passenger> passengers = [.. Passengers.Select(p => p.ToPassenger())];
        var contact = new ContactDetails(Contact.Email.Trim(), Contact.Phone, passengers[0].FullName());
        return new Reservation(offer, passengers, [.. (Seats ?? []).Select(s => s.ToChoice())], contact, userId);
    }
}

/// <summary>Somebody who flies.</summary>
internal sealed record PassengerBody(PassengerType Type, string GivenName, string Surname, DateOnly DateOfBirth)
{
    public Passenger ToPassenger() => new(Type, PersonName.Normalise(GivenName), PersonName.Normalise(Surname), DateOfBirth);
}

/// <param name="Email">Where news of the booking goes.</param>
/// <param name="Phone">With country code: <c>+44 20 7946 0000</c>.</param>
internal sealed record ContactBody(string Email, string? Phone = null);

internal sealed class ReserveBookingValidator : AbstractValidator<ReserveBookingBody>
{
    public ReserveBookingValidator()
    {
        RuleFor(b => b.OfferId).NotEmpty().MaximumLength(8192);
        RuleFor(b => b.Passengers).NotEmpty().WithMessage("Name the passengers.")
            .Must(p => p is null || p.Count <= OneToNinePassengersRule.Most).WithMessage($"A booking has one to {OneToNinePassengersRule.Most} passengers.");
        RuleForEach(b => b.Passengers).NotNull().WithMessage("Name a passenger here.").SetValidator(new PassengerValidator());
        RuleFor(b => b.Contact).NotNull().SetValidator(new ContactValidator());
        RuleForEach(b => b.Seats).NotNull().WithMessage("Name a seat here.").SetValidator(new ChosenSeatValidator());
    }
}

internal sealed class PassengerValidator : AbstractValidator<PassengerBody>
{
    private static readonly DateOnly Oldest = new(1900, 1, 1);

    public PassengerValidator()
    {
        RuleFor(p => p.Type).IsInEnum();
        RuleFor(p => p.GivenName).Custom(CheckName);
        RuleFor(p => p.Surname).Custom(CheckName);
        RuleFor(p => p.DateOfBirth).GreaterThanOrEqualTo(Oldest).WithMessage("Write the date of birth as YYYY-MM-DD, not before 1900.");
    }

    private static void CheckName(string? name, ValidationContext<PassengerBody> context)
    {
        if (PersonName.ProblemOf(PersonName.Normalise(name ?? "")) is { } problem)
        {
            context.AddFailure(problem);
        }
    }
}

internal sealed class ContactValidator : AbstractValidator<ContactBody>
{
    public ContactValidator()
    {
        RuleFor(c => c.Email).NotEmpty().MaximumLength(254).Matches(@"^[^\s@,;<>""]+@[^\s@,;<>""]+\.[^\s@,;<>""]+\z").WithMessage("Write an e-mail address, for example ada@example.org.");
        RuleFor(c => c.Phone).Matches(@"^\+?[0-9][0-9 ()./-]{4,24}\z").WithMessage("Write a phone number with its country code, for example +44 20 7946 0000.");
    }
}
