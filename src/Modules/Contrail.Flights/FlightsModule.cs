using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Modules;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Features;
using Contrail.Flights.Features.Airports;
using Contrail.Flights.Features.FlightDetails;
using Contrail.Flights.Features.Offers;

namespace Contrail.Flights;

/// <summary>What flies, when, at what price.</summary>
public sealed class FlightsModule : Module
{
    /// <inheritdoc/>
    public override string Name => "flights";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module
        .AddFrom(typeof(FlightsModule).Assembly)
        .AddTypes(
            typeof(SeatAvailabilityChangedV1), typeof(FlightScheduledV1), typeof(FlightChangedV1), typeof(FlightCancelledV1), typeof(FlightDepartedV1))
        .AddProjection(new ImportHistoryProjection())
        .AddProjection(new AirportsProjection())
        .AddProjection(new FlightsProjection())
        .AddProjection(new FlightsOnSaleProjection())
        .Publish<FlightScheduled>(FlightNews.Scheduled)
        .Publish<FlightRescheduled>(FlightNews.Rescheduled)
        .Publish<FlightDelayed>(FlightNews.Delayed)
        .Publish<FlightCancelled>(FlightNews.Cancelled)
        .Publish<FlightDeparted>(FlightNews.Departed);
}
