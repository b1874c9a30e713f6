using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Booking.Features;
using Contrail.Booking.Features.BookingDetails;
using Contrail.Booking.Features.History;
using Contrail.Booking.Features.SeatMaps;
using Contrail.Booking.Reactions;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Modules;

namespace Contrail.Booking;

/// <summary>Who sits where.</summary>
/// <param name="options">How long seats are held; by default a quarter of an hour.</param>
public sealed class BookingModule(BookingOptions? options = null) : Module
{
    /// <inheritdoc/>
    public override string Name => "booking";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module
        .AddFrom(typeof(BookingModule).Assembly)
        .AddHandler(new ReserveFlightBookingHandler(options ?? new BookingOptions()))
        .AddTypes(typeof(FlightScheduledV1), typeof(FlightChangedV1), typeof(FlightCancelledV1), typeof(FlightDepartedV1))
        .AddTypes(typeof(ConfirmFlightBooking), typeof(CancelFlightBooking))
        .AddProjection(new BookingDetailsProjection())
        .AddProjection(new FlightSeatsProjection())
        .AddProjection(new SeatHoldingsProjection())
        .AddProjection(new BookingHistoryProjection())
        .AddProjection(new FlightNewsProjection())
        .AddReaction(new OnFlightScheduled())
        .AddReaction(new OnFlightCancelled())
        .Publish<FlightBookingReserved, FlightBookingReservedV1>(e => new FlightBookingReservedV1(
            e.BookingId.ToString(), e.Reference, e.UserId, e.Contact, e.Flights, e.Passengers.Count, e.Total, e.PayBefore))
        .Publish<FlightBookingHoldExpiring, FlightBookingHoldExpiringV1>(e => new FlightBookingHoldExpiringV1(e.BookingId.ToString(), e.Reference, e.Contact, e.PayBefore))
        .Publish<FlightBookingConfirmed, FlightBookingConfirmedV1>(e => new FlightBookingConfirmedV1(
            e.BookingId.ToString(), e.OrderId, e.Reference, e.Contact, e.Flights, e.Tickets, e.Total))
        .Publish<FlightBookingCancelled, FlightBookingCancelledV1>(e => new FlightBookingCancelledV1(
            e.BookingId.ToString(), e.OrderId, e.Reference, e.Contact, e.Flights, e.Reason, e.Text, e.WasConfirmed, e.Refund, e.Retained))
        .Publish<FlightBookingExpired, FlightBookingExpiredV1>(e => new FlightBookingExpiredV1(e.BookingId.ToString(), e.Reference, e.Contact))
        .Publish<CabinOpened, SeatAvailabilityChangedV1>(e => new SeatAvailabilityChangedV1(e.FlightId.Value, e.Layout.Cabin, e.Free))
        .Publish<SeatsHeld, SeatAvailabilityChangedV1>(e => new SeatAvailabilityChangedV1(e.FlightId.Value, e.Cabin, e.Free))
        .Publish<SeatsReleased, SeatAvailabilityChangedV1>(e => new SeatAvailabilityChangedV1(e.FlightId.Value, e.Cabin, e.Free))
        .Publish<CabinClosed, SeatAvailabilityChangedV1>(e => new SeatAvailabilityChangedV1(e.FlightId.Value, e.Cabin, 0));
}
