using Contrail.Contracts.Booking;
using Contrail.Contracts.Flights;
using Contrail.Engine.Modules;
using Contrail.Flights.Demo;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Features;
using Contrail.Flights.Features.AircraftTypes;
using Contrail.Flights.Features.Airports;
using Contrail.Flights.Features.FlightDetails;
using Contrail.Flights.Features.Offers;
using Contrail.Flights.Features.Routes;

namespace Contrail.Flights;

/// <summary>What flies, when, at what price.</summary>
public sealed class FlightsModule : Module
{
    /// <inheritdoc/>
    public override string Name => "flights";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module
        .AddFrom(typeof(FlightsModule).Assembly)
        .AddTypes(typeof(SeatAvailabilityChangedV1))
        .AddProjection(new ImportHistoryProjection())
        .AddProjection(new AirportsProjection())
        .AddProjection(new AircraftTypesProjection())
        .AddProjection(new FlightsProjection())
        .AddProjection(new FlightsOnSaleProjection())
        .AddProjection(new RoutesProjection())
        .Publish<FlightScheduled, FlightScheduledV1>(FlightNews.Scheduled)
        .Publish<FlightRescheduled, FlightChangedV1>(FlightNews.Rescheduled)
        .Publish<FlightDelayed, FlightChangedV1>(FlightNews.Delayed)
        .Publish<FlightCancelled, FlightCancelledV1>(FlightNews.Cancelled)
        .Publish<FlightDeparted, FlightDepartedV1>(FlightNews.Departed);

    /// <summary>Brings Contrail Air into being, or extends its schedule: airports, aircraft types, and flights of the next 60 days. What
    /// is there already stays as it is.</summary>
    /// <param name="flights">This module at work.</param>
    /// <param name="clock">Tells today.</param>
    /// <param name="progress">Told of every fact.</param>
    /// <param name="cancellation">Stops it; what is left is done the next time.</param>
    public static Task SeedDemoAsync(
        RunningModule flights, TimeProvider clock, IProgress<(int Done, int Total)>? progress = null, CancellationToken cancellation = default) =>
        DemoSeed.RunAsync(flights, DemoAirline.Full, [.. DemoAirline.Full.Flights(clock.GetUtcNow(), DemoAirline.Days)], progress, cancellation);

    /// <summary>As <see cref="SeedDemoAsync"/>, with 8 airports, 12 routes and the next 5 days: for tests.</summary>
    public static Task SeedSmallDemoAsync(
        RunningModule flights, TimeProvider clock, IProgress<(int Done, int Total)>? progress = null, CancellationToken cancellation = default) =>
        DemoSeed.RunAsync(flights, DemoAirline.Small, [.. DemoAirline.Small.Flights(clock.GetUtcNow(), DemoAirline.SmallDays)], progress, cancellation);
}
