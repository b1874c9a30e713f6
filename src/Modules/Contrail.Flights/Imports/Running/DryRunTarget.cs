using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Modules;
using Contrail.Flights.Domain.AircraftTypes;
using Contrail.Flights.Domain.Airports;
using Contrail.Flights.Features;

namespace Contrail.Flights.Imports;

/// <summary>
/// Decides as the module would - the same handlers, the same rules, the state as it is - and writes nothing. Airports and aircraft types
/// that it would create are there for what follows.
/// </summary>
internal sealed class DryRunTarget(RunningModule module, TimeProvider clock) : IImportTarget
{
    private readonly Dictionary<(Type, string), EventSourced> remembered = [];

    public int InFlight => 1;

    public Task<ImportEffect> ApplyAsync(ICommand<ImportEffect> command, string purpose, CancellationToken cancellation)
    {
        var decision = new Preview(this, clock.GetUtcNow());
        return Task.FromResult(command switch
        {
            CreateAirport airport => new CreateAirportHandler().Handle(airport, decision),
            RegisterAircraftType type => new RegisterAircraftTypeHandler().Handle(type, decision),
            ScheduleFlight flight => new ScheduleFlightHandler().Handle(flight, decision),
            _ => throw new ArgumentException($"A dry run cannot try {command.GetType().Name}.", nameof(command)),
        });
    }

    public T? Find<T>(object id)
        where T : EventSourced
    {
        if (remembered.TryGetValue((typeof(T), id.ToString()!), out var state))
        {
            return (T)state;
        }

        var found = StoredState.Find<T>(module, id);
        if (found is Airport or AircraftType)
        {
            remembered[(typeof(T), id.ToString()!)] = found;
        }

        return found;
    }

    private void Remember(AggregateRoot added)
    {
        if (added is Airport airport)
        {
            remembered[(typeof(Airport), airport.Id.ToString())] = airport;
        }
        else if (added is AircraftType type)
        {
            remembered[(typeof(AircraftType), type.Id.ToString())] = type;
        }
    }

    /// <summary>A decision of which nothing is kept.</summary>
    private sealed class Preview(DryRunTarget target, DateTimeOffset now) : IDecision
    {
        public DateTimeOffset Now => now;

        public string? Actor => null;

        public Guid CommandId => Guid.Empty;

        public Guid NewId(string purpose) => DerivedId.From(CommandId, purpose);

        public T Load<T>(object id)
            where T : EventSourced => Find<T>(id) ?? throw RefusedException.NotFound(typeof(T).Name, id);

        public T? Find<T>(object id)
            where T : EventSourced => target.Find<T>(id);

        public void Add(AggregateRoot aggregate) => target.Remember(aggregate);

        public void Schedule(string key, DateTimeOffset due, ICommand command)
        {
        }

        public void Unschedule(string key)
        {
        }

        public void Send(ICommand command)
        {
        }

        public void Claim(string scope, string key, string owner)
        {
        }

        public string? ClaimedBy(string scope, string key) => null;

        public void Unclaim(string scope, string key, string owner)
        {
        }
    }
}
