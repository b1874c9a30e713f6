using Contrail.Contracts.Flights;
using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Testing.Specs;
using Contrail.Flights;
using Contrail.Flights.Domain.Flights;
using Contrail.Flights.Features;
using Contrail.Flights.Features.FlightDetails;

namespace Contrail.Modules.Tests.Flights;

/// <summary>The module at work in memory, beside a module that hears what it tells.</summary>
internal sealed class FlightsWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private FlightsWorld(ManualClock clock) => Clock = clock;

    public ManualClock Clock { get; }

    public RunningModule Flights { get; private init; } = null!;

    public RunningModule Listener { get; private init; } = null!;

    public static async Task<FlightsWorld> StartAsync(DateTimeOffset? now = null)
    {
        var clock = new ManualClock(now ?? Sky.Now);
        var storage = new InMemoryStorage();
        var options = new ModuleOptions { Clock = clock, Transport = new InMemoryTransport("flights", "listener") };
        return new FlightsWorld(clock)
        {
            Flights = await RunningModule.StartAsync(new FlightsModule(), storage, options),
            Listener = await RunningModule.StartAsync(new ListenerModule(), storage, options),
        };
    }

    /// <summary>With airports and an aircraft type.</summary>
    public static Task<FlightsWorld> WithAirportsAsync(params string[] airports) => WithAirportsAsync(Sky.Now, airports);

    /// <summary>With airports and an aircraft type, at an instant.</summary>
    public static async Task<FlightsWorld> WithAirportsAsync(DateTimeOffset now, params string[] airports)
    {
        var world = await StartAsync(now);
        foreach (var airport in airports)
        {
            await world.DoAsync(Sky.Airport(airport));
        }

        await world.DoAsync(Sky.Aircraft());
        return world;
    }

    public async Task<TResult> DoAsync<TResult>(ICommand<TResult> command) => (await Flights.Decisions.ExecuteAsync(command, CommandContext.New())).Result;

    public Task<Flight> FlightAsync(string id) => Flights.StateAsync<Flight>(id).AsTask();

    /// <summary>The row of a flight once everything that happened is in it.</summary>
    public async Task<FlightRow?> RowAsync(string id)
    {
        await SettleAsync();
        return await Flights.FindAsync<FlightRow>(FlightsProjection.ReadModel, id);
    }

    /// <summary>What others were told of a flight, in order.</summary>
    public async Task<IReadOnlyList<object>> ToldAsync(string id)
    {
        await SettleAsync();
        var accepted = await Listener.Log.ReadStreamAsync($"flights.flight-{id}", 0, 100, CancellationToken.None);
        return [.. accepted.Select(Listener.Serializer.Deserialize)];
    }

    public async Task<IReadOnlyList<TRow>> QueryAsync<TRow>(string readModel, RowQuery query)
        where TRow : class
    {
        await SettleAsync();
        return await Flights.QueryAsync<TRow>(readModel, query);
    }

    /// <summary>Moves the clock, and waits until what was scheduled for then has been carried out.</summary>
    public async Task PassAsync(DateTimeOffset until, string flight, FlightStatus expected)
    {
        Clock.SetUtcNow(until);
        using var patience = new CancellationTokenSource(Patience);
        using var committed = new SemaphoreSlim(0);
        void OnCommitted(CommitNotice notice) => committed.Release();
        Flights.Log.Committed += OnCommitted;
        try
        {
            while ((await FlightAsync(flight)).Status != expected)
            {
                if (!await committed.WaitAsync(TimeSpan.FromMilliseconds(100), patience.Token))
                {
                    Clock.Advance(TimeSpan.FromSeconds(5)); // The scheduler may have begun to wait after the clock had moved.
                }
            }
        }
        finally
        {
            Flights.Log.Committed -= OnCommitted;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Flights.DisposeAsync();
        await Listener.DisposeAsync();
    }

    private async Task SettleAsync()
    {
        var head = await Flights.Log.ReadHeadAsync(CancellationToken.None);
        await Flights.CaughtUpAsync(head.Position, Patience);
    }

    private sealed class ListenerModule : Module
    {
        public override string Name => "listener";

        public override void Define(ModuleBuilder module) =>
            module.AddTypes(typeof(FlightScheduledV1), typeof(FlightChangedV1), typeof(FlightCancelledV1), typeof(FlightDepartedV1));
    }
}
