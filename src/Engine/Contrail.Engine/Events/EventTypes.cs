using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Contrail.Engine.Events;

/// <summary>
/// The wire names a module knows: events and stored commands, each bound to one .NET type of the newest schema version,
/// with the steps that lift older versions. Immutable once built; building it checks everything that can be checked.
/// </summary>
public sealed class EventTypes
{
    private readonly FrozenDictionary<Type, WireName> nameOf;
    private readonly FrozenDictionary<string, Known> known;

    private EventTypes(FrozenDictionary<Type, WireName> nameOf, FrozenDictionary<string, Known> known) =>
        (this.nameOf, this.known) = (nameOf, known);

    /// <summary>All bound .NET types.</summary>
    public IEnumerable<Type> All => nameOf.Keys;

    /// <summary>The wire name of a .NET type.</summary>
    /// <exception cref="UnknownEventTypeException">The type was not registered.</exception>
    public WireName NameOf(Type type) =>
        nameOf.TryGetValue(type, out var name)
            ? name
            : throw new UnknownEventTypeException($"{type.Name} is not registered. Give it an [EventType] or [CommandType] and add its assembly or type to the module.");

    /// <summary>Whether a .NET type is registered.</summary>
    public bool Knows(Type type) => nameOf.ContainsKey(type);

    internal Known Find(string type) =>
        known.TryGetValue(type, out var found)
            ? found
            : throw new UnknownEventTypeException($"The log holds '{type}', which this version does not know. Run a version that registers it; the event is kept.");

    /// <summary>What is known of a wire name.</summary>
    internal sealed class Known(Type clrType, int schemaVersion, FrozenDictionary<int, Func<JsonObject, JsonObject>> upcasters)
    {
        // A reader takes a millisecond or two to compile, which the first hundred or so contents do not pay back.
        private const int OftenRead = 100;
        private readonly Lazy<RecordReader?> reader = new(() => RecordReader.Of(clrType, EventSerializer.Options), LazyThreadSafetyMode.PublicationOnly);
        private int reads;

        public Type ClrType => clrType;

        public int SchemaVersion => schemaVersion;

        public FrozenDictionary<int, Func<JsonObject, JsonObject>> Upcasters => upcasters;

        /// <summary>Reads content of the newest version; null if that is left to the serializer.</summary>
        public object? TryRead(ReadOnlySpan<byte> data)
        {
            if (reads < OftenRead)
            {
                reads++; // Threads that come at once may count for one; then it takes some more.
                return null;
            }

            return reader.Value?.TryRead(data);
        }
    }

    /// <summary>Collects types and upcasters.</summary>
    public sealed class Builder
    {
        private readonly Dictionary<string, (Type ClrType, int Version)> types = [];
        private readonly Dictionary<(string Type, int From), Func<JsonObject, JsonObject>> upcasters = [];

        /// <summary>Binds every type of the given ones that carries a wire name.</summary>
        public Builder Add(params IEnumerable<Type> candidates)
        {
            foreach (var type in candidates)
            {
                var text = type.GetCustomAttribute<EventTypeAttribute>()?.WireName ?? type.GetCustomAttribute<CommandTypeAttribute>()?.WireName;
                if (text is not null)
                {
                    Add(type, WireName.Parse(text));
                }
            }

            return this;
        }

        /// <summary>Lifts the JSON of one schema version to the next. Pure: it is run at every read.</summary>
        /// <param name="type">Wire name without version.</param>
        /// <param name="from">The version lifted from; the result is version <paramref name="from"/> + 1.</param>
        /// <param name="lift">Gets a copy that it may change.</param>
        public Builder Upcast(string type, int from, Func<JsonObject, JsonObject> lift)
        {
            if (!upcasters.TryAdd((type, from), lift))
            {
                throw new InvalidOperationException($"Two upcasters for {type}.v{from}. Keep one.");
            }

            return this;
        }

        /// <summary>Checks and freezes.</summary>
        /// <exception cref="InvalidOperationException">A step is missing between version 1 and the newest, or lifts a type nobody knows.</exception>
        public EventTypes Build()
        {
            foreach (var (type, from) in upcasters.Keys)
            {
                if (!types.TryGetValue(type, out var bound) || from >= bound.Version)
                {
                    throw new InvalidOperationException($"The upcaster from {type}.v{from} leads nowhere: register {type}.v{from + 1} or newer.");
                }
            }

            foreach (var (type, (_, version)) in types)
            {
                for (var from = 1; from < version; from++)
                {
                    if (!upcasters.ContainsKey((type, from)))
                    {
                        throw new InvalidOperationException($"{type}.v{version} needs an upcaster from v{from}: stored events of v{from} could not be read.");
                    }
                }
            }

            return new EventTypes(
                types.ToFrozenDictionary(t => t.Value.ClrType, t => new WireName(t.Key, t.Value.Version)),
                types.ToFrozenDictionary(t => t.Key, t => new Known(
                    t.Value.ClrType,
                    t.Value.Version,
                    upcasters.Where(u => u.Key.Type == t.Key).ToFrozenDictionary(u => u.Key.From, u => u.Value))));
        }

        private void Add(Type type, WireName name)
        {
            if (types.TryGetValue(name.Type, out var other) && other.ClrType != type)
            {
                throw new InvalidOperationException(
                    $"{type.FullName} and {other.ClrType.FullName} both claim the wire name {name.Type}. Keep the newest type and lift the older version with an upcaster.");
            }

            types[name.Type] = (type, name.SchemaVersion);
        }
    }
}

/// <summary>The log holds an event that this version of the program cannot read. The event is kept as it is.</summary>
public sealed class UnknownEventTypeException(string message) : Exception(message);
