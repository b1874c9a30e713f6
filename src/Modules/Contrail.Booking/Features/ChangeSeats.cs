using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Booking.Domain.Tickets;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Booking.Features;

/// <summary>Puts passengers on other seats of the same cabin.</summary>
internal sealed record ChangeSeats(FlightBookingId BookingId, IReadOnlyList<SeatChoice> Seats, Requester By, long? IfVersion) : ICommand<ChangedSeats>;

/// <summary>Who sits where now.</summary>
internal sealed record ChangedSeats(FlightBookingId Id, IReadOnlyList<SeatChoice> Seats);

internal sealed class ChangeSeatsHandler : ICommandHandler<ChangeSeats, ChangedSeats>
{
    public ChangedSeats Handle(ChangeSeats command, IDecision decision)
    {
        var booking = decision.LoadFor(command.By, command.BookingId);
        booking.ExpectVersion(command.IfVersion);
        booking.ChangeSeats(command.Seats, decision.FlightsOf(booking.FlightIds), decision.Now);
        foreach (var flight in booking.FlightIds)
        {
            decision.Load<SeatInventory>(flight).Move(booking.Id, booking.SeatsOn(flight));
        }

        foreach (var seat in booking.Seats.Where(_ => booking.Tickets.Count > 0))
        {
            decision.Load<Ticket>(TicketNumber.Parse(booking.Tickets[seat.Passenger].Number)).Reseat(seat.FlightId, seat.Seat);
        }

        return new ChangedSeats(booking.Id, booking.Seats);
    }
}

/// <param name="Seats">Only those that change.</param>
internal sealed record ChangeSeatsBody(IReadOnlyList<ChosenSeat> Seats);

/// <param name="FlightId">One of the booking's flights.</param>
/// <param name="Passenger">The place in the list of passengers, from 0.</param>
/// <param name="Seat">For example <c>12A</c>.</param>
internal sealed record ChosenSeat(string FlightId, int Passenger, string Seat)
{
    public SeatChoice ToChoice() => new(new FlightId(FlightId), Passenger, Seat.ToUpperInvariant());
}

internal sealed class ChosenSeatValidator : AbstractValidator<ChosenSeat>
{
    public ChosenSeatValidator()
    {
        RuleFor(s => s.FlightId).NotEmpty().MaximumLength(40);
        RuleFor(s => s.Passenger).InclusiveBetween(0, OneToNinePassengersRule.Most - 1);
        RuleFor(s => s.Seat).NotEmpty().Matches("^[0-9]{1,3}[A-Za-z]\\z").WithMessage("A seat is a row and a letter, for example 12A.");
    }
}

internal sealed class ChangeSeatsValidator : AbstractValidator<ChangeSeatsBody>
{
    public ChangeSeatsValidator()
    {
        RuleFor(b => b.Seats).NotEmpty().WithMessage("Name the seats that change.");
        RuleForEach(b => b.Seats).NotNull().WithMessage("Name a seat here.").SetValidator(new ChosenSeatValidator());
    }
}

internal sealed class ChangeSeatsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/api/bookings/{id}/seats", HandleAsync)
        .WithName("ChangeSeats").WithSummary("Puts passengers on other seats; those not named keep theirs")
        .WithTags("Bookings")
        .AllowAccess(AccessRule.Identified);

    private static async Task<Ok<ChangedSeats>> HandleAsync(string id, ChangeSeatsBody body, ModuleRequest<BookingModule> request)
    {
        var booking = FlightBookingId.Of(id);
        var seats = body.Seats.Select(s => s.ToChoice()).ToList();
        return TypedResults.Ok(
            await request.ExecuteAsync(new ChangeSeats(booking, seats, Requester.Of(request.Caller, booking), request.IfMatch())));
    }
}
