using System.Reflection;
using System.Text.Json;
using Contrail.Booking.Domain.FlightBookings;
using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Booking.Features;
using Contrail.Contracts.Flights;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Specs;
using Xunit;

namespace Contrail.Modules.Tests.Booking;

/// <summary>The module at work in memory; the test speaks for Flights and hears what Booking tells.</summary>
internal sealed class BookingAtWork : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly InMemoryTransport transport = new();
    private readonly List<ContractMessage> told = [];
    private IAsyncDisposable? listening;
    private long sequence;

    public ManualClock Clock { get; } = new();

    public RunningModule Module { get; private set; } = null!;

    public static async Task<BookingAtWork> StartAsync()
    {
        var work = new BookingAtWork();
        work.listening = await work.transport.ConnectAsync("listener", work.HearAsync, TestContext.Current.CancellationToken);
        work.Module = await RunningModule.StartAsync(
            Given.Module, new InMemoryStorage(work.Clock), new ModuleOptions { Clock = work.Clock, Transport = work.transport }, TestContext.Current.CancellationToken);
        return work;
    }

    /// <summary>Flights tells something of a flight; returns when everything that follows from it has happened.</summary>
    public async Task TellAsync(FlightId flight, object contract)
    {
        var name = WireName.Parse(contract.GetType().GetCustomAttribute<EventTypeAttribute>()!.WireName);
        var data = JsonSerializer.SerializeToUtf8Bytes(contract, contract.GetType(), EventSerializer.Options);
        var (id, at) = (Guid.CreateVersion7(), Clock.GetUtcNow());
        await transport.PublishAsync(
            [new ContractMessage(id, "flights", name, $"flight-{flight}", ++sequence, at, id, id, null, null, data)], TestContext.Current.CancellationToken);
        await SettledAsync();
    }

    public Task ScheduleAsync(FlightId flight, params CabinLayout[] cabins) => TellAsync(flight, Given.Scheduled(flight, Given.Departure, cabins));

    public Task<CommandResult<ReservedBooking>> ReserveAsync(Reservation wish, Guid? commandId = null) => Module.Decisions.ExecuteAsync(
        new ReserveFlightBooking(wish), CommandContext.For(commandId ?? Guid.CreateVersion7()), TestContext.Current.CancellationToken);

    public Task ExecuteAsync(ICommand command, Guid? commandId = null) =>
        Module.Decisions.ExecuteAsync(command, CommandContext.For(commandId ?? Guid.CreateVersion7()), TestContext.Current.CancellationToken);

    public ValueTask<FlightBooking> BookingAsync(FlightBookingId id) => Module.StateAsync<FlightBooking>(id);

    public async Task<CabinSeats> EconomyAsync(FlightId flight) =>
        (await Module.StateAsync<SeatInventory>(flight)).Cabins.Single(c => c.Layout.Cabin == Cabin.Economy);

    public IReadOnlyList<T> Told<T>()
    {
        var name = WireName.Parse(typeof(T).GetCustomAttribute<EventTypeAttribute>()!.WireName);
        lock (told)
        {
            return [.. told.Where(m => m.Type == name).DistinctBy(m => m.Id).Select(m => JsonSerializer.Deserialize<T>(m.Data.Span, EventSerializer.Options)!)];
        }
    }

    /// <summary>Waits until every subscription has dealt with everything, and that has led to nothing more.</summary>
    public async Task SettledAsync()
    {
        long seen;
        do
        {
            seen = (await Module.Log.ReadHeadAsync(TestContext.Current.CancellationToken)).Position;
            await Module.CaughtUpAsync(seen, Patience, TestContext.Current.CancellationToken);
        }
        while ((await Module.Log.ReadHeadAsync(TestContext.Current.CancellationToken)).Position != seen);
    }

    /// <summary>Moves the clock and waits until a booking stands as expected because of it.</summary>
    public Task AdvanceUntilAsync(TimeSpan by, FlightBookingId id, FlightBookingStatus expected) => AdvanceUntilAsync(by, id, b => b.Status == expected);

    /// <inheritdoc cref="AdvanceUntilAsync(TimeSpan, FlightBookingId, FlightBookingStatus)"/>
    public async Task AdvanceUntilAsync(TimeSpan by, FlightBookingId id, Func<FlightBooking, bool> isAsExpected)
    {
        using var grown = new SemaphoreSlim(0);
        void OnCommitted(Contrail.Engine.Log.CommitNotice notice) => grown.Release();
        Module.Log.Committed += OnCommitted;
        try
        {
            Clock.Advance(by);
            while (!isAsExpected(await BookingAsync(id)))
            {
                Assert.True(await grown.WaitAsync(Patience, TestContext.Current.CancellationToken), $"{id} is not as expected after {by}.");
            }
        }
        finally
        {
            Module.Log.Committed -= OnCommitted;
        }

        await SettledAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Module.DisposeAsync();
        await listening!.DisposeAsync();
    }

    private Task HearAsync(IReadOnlyList<ContractMessage> messages, CancellationToken cancellation)
    {
        lock (told)
        {
            told.AddRange(messages);
        }

        return Task.CompletedTask;
    }
}
