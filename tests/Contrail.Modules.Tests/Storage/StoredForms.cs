using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Contrail.Contracts;
using Contrail.Engine.Events;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Storage;

/// <summary>
/// The stored form of every event, stored command and contract, as released: <c>Samples/{assembly}.json</c>. What was written once must be
/// readable for ever, and what is written must not change by accident. A new type is added by running the tests with CONTRAIL_WRITE_SAMPLES=1, which
/// never changes a sample that is there; what got a member more has both forms afterwards, and both stay readable.
/// </summary>
public sealed class StoredForms
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string> Assemblies => new(StoredTypes().Select(t => t.Assembly.GetName().Name!).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_stored_type_is_written_as_its_sample_and_read_back(string assembly)
    {
        var file = FileOf(assembly);
        var samples = File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : [];
        var types = StoredTypes().Where(t => t.Assembly.GetName().Name == assembly).ToDictionary(WireNameOf, t => t, StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable("CONTRAIL_WRITE_SAMPLES") == "1")
        {
            Write(file, samples, types);
        }

        types.Keys.Except(samples.Select(s => s.Key)).ShouldBeEmpty("they have no sample yet: run once with CONTRAIL_WRITE_SAMPLES=1 and look at what it wrote");
        samples.Select(s => s.Key).Except(types.Keys).ShouldBeEmpty("they were released and no type reads them any more: keep the type, or an upcaster to its successor");
        foreach (var (name, sample) in samples)
        {
            var type = types[name];
            var forms = FormsOf(sample);
            var written = WrittenOf(type);
            JsonNode.DeepEquals(written, forms[^1]).ShouldBeTrue($"{name} is stored as\n{written}\nand was released as\n{forms[^1]}");
            foreach (var form in forms)
            {
                var read = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(form, type, EventSerializer.Options), type, EventSerializer.Options);
                Has(read, form).ShouldBeTrue($"{name} is not read back as it was written:\n{form}");
                var compiled = RecordReader.Of(type, EventSerializer.Options).ShouldNotBeNull($"{name} is no plain record, and read slowly").TryRead(JsonSerializer.SerializeToUtf8Bytes(form))
                    .ShouldNotBeNull($"{name} is read slowly:\n{form}");
                JsonNode.DeepEquals(JsonSerializer.SerializeToNode(compiled, type, EventSerializer.Options), read).ShouldBeTrue($"{name} is read otherwise when it is read often:\n{form}");
            }
        }
    }

    /// <summary>What follows from the rest would be stored twice, and could contradict itself after its formula has changed: <c>[JsonIgnore]</c> keeps it out.</summary>
    [Fact]
    public void Nothing_is_stored_that_follows_from_the_rest() =>
        StoredTypes().SelectMany(t => Computed(EventSerializer.Options.GetTypeInfo(t), [])).Distinct().Order(StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void A_planted_property_that_follows_from_the_rest_is_found() =>
        Computed(EventSerializer.Options.GetTypeInfo(typeof(Planted)), []).ShouldBe(["Tenfold.times", "Planted.twice"], ignoreOrder: true);

    private static IEnumerable<string> Computed(JsonTypeInfo type, HashSet<Type> seen)
    {
        if (!seen.Add(type.Type))
        {
            return [];
        }

        var inner = type.ElementType is { } element ? Computed(EventSerializer.Options.GetTypeInfo(element), seen) : [];
        return type.Properties
            .SelectMany(p => Computed(EventSerializer.Options.GetTypeInfo(p.PropertyType), seen))
            .Concat(type.Properties.Where(p => p is { Get: not null, Set: null, AssociatedParameter: null }).Select(p => $"{type.Type.Name}.{p.Name}"))
            .Concat(inner);
    }

    private sealed record Planted(int Once, IReadOnlyList<Tenfold> Tenfolds)
    {
        public int Twice => 2 * Once;
    }

    private sealed record Tenfold(int Value)
    {
        public int Times => 10 * Value;
    }

    // One form, or several, the oldest first: each that was ever stored stays readable.
    private static IReadOnlyList<JsonNode?> FormsOf(JsonNode? sample) => sample is JsonArray forms ? [.. forms] : [sample];

    private static JsonNode? WrittenOf(Type type) => JsonSerializer.SerializeToNode(Specimen.Of(type), type, EventSerializer.Options);

    /// <summary>Whether everything of a part is in a whole, which may have more members.</summary>
    private static bool Has(JsonNode? whole, JsonNode? part) => (whole, part) switch
    {
        (JsonObject more, JsonObject some) => some.All(member => more.ContainsKey(member.Key) && Has(more[member.Key], member.Value)),
        (JsonArray more, JsonArray some) => more.Count == some.Count && more.Zip(some).All(pair => Has(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(whole, part),
    };

    private static void Write(string file, JsonObject samples, Dictionary<string, Type> types)
    {
        foreach (var (name, type) in types)
        {
            var written = WrittenOf(type);
            if (!samples.TryGetPropertyValue(name, out var sample))
            {
                samples[name] = written;
            }
            else if (!JsonNode.DeepEquals(FormsOf(sample)[^1], written) && Has(written, FormsOf(sample)[^1]))
            {
                samples[name] = new JsonArray([.. FormsOf(sample).Select(form => form?.DeepClone()), written]);
            }
        }

        var sorted = new JsonObject(samples.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => KeyValuePair.Create(s.Key, s.Value?.DeepClone())));
        File.WriteAllText(file, sorted.ToJsonString(Indented) + "\n");
    }

    private static string FileOf(string assembly, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Samples", $"{assembly}.json");

    private static string WireNameOf(Type type) => type.GetCustomAttribute<EventTypeAttribute>()?.WireName ?? type.GetCustomAttribute<CommandTypeAttribute>()!.WireName;

    private static IEnumerable<Type> StoredTypes() =>
        new[]
            {
                typeof(Money).Assembly, typeof(Contrail.Flights.FlightsModule).Assembly, typeof(Contrail.Booking.BookingModule).Assembly, typeof(Contrail.Ordering.OrderingModule).Assembly,
                typeof(Contrail.Payments.PaymentsModule).Assembly, typeof(Contrail.Identity.IdentityModule).Assembly, typeof(Contrail.Notifications.NotificationsModule).Assembly,
            }
            .SelectMany(a => a.GetTypes())
            .Where(t => t.IsDefined(typeof(EventTypeAttribute)) || t.IsDefined(typeof(CommandTypeAttribute)));
}
