using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Events;

/// <summary>Types that are read often are read by compiled code. It may leave anything to the serializer, but what it reads is what the serializer reads.</summary>
public sealed class ReadingRecords
{
    private static readonly Everything Sample = new(
        "naïve ☃ \" \\ \u0000", null, -7, 42, long.MaxValue, 12.50m, -0.25, true, Guid.Parse("0192f0c1-0000-7000-8000-00000000002a"),
        new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.FromHours(2)), new DateOnly(2028, 2, 29), Colour.DarkBlue, new SeatBankId("LH400"), null,
        new Part("left", [1, 2, 3]), [new Part("a", []), new Part("b", [9])], new() { [new SeatBankId("BA:1")] = 3 }, JsonDocument.Parse("""{"free":[1,null,{}]}""").RootElement, "renamed");

    private static readonly string Written = JsonSerializer.Serialize(Sample, EventSerializer.Options);

    private static readonly RecordReader Reader = RecordReader.Of(typeof(Everything), EventSerializer.Options).ShouldNotBeNull();

    [Fact]
    public void What_this_program_wrote_is_read_without_the_serializer() => Read(Written).ShouldNotBeNull();

    [Theory]
    [InlineData("""{"text":"a","count":1}""")]
    [InlineData("""{"count":1,"text":"a"}""")]
    [InlineData("""{"text":"first","count":1,"text":"last"}""")]
    [InlineData("""{"maybe":null,"number":null,"other":null,"left":null,"free":null}""")]
    [InlineData("""{"perhaps":null,"maybe":"a","maybe":null}""")]
    [InlineData("""{"count":-0,"large":-0}""")]
    [InlineData("""{"count":2147483647,"large":999999999999999999}""")]
    [InlineData("""{"count":-2147483648,"large":-9223372036854775808}""")]
    [InlineData("""{"count":7,"large":9223372036854775807}""")]
    [InlineData("""{"text":"\u007f\ud83d\ude00 \"}],{[\\"}""")]
    [InlineData("""{"parts":[{"name":"]}\"{[\\","sizes":[]}],"left":{"name":"","sizes":[-1,0]}}""")]
    [InlineData("""{"parts":[null],"seats":{"LH1":2}}""")]
    [InlineData("{}")]
    public void A_record_is_read_as_the_serializer_reads_it(string json) => Read(json).ShouldNotBeNull();

    [Theory]
    [InlineData("""{"Text":"A"}""")]
    [InlineData("""{"text":"a","later":{"a":[1,2]}}""")]
    [InlineData("""{"text": "a, b"}""")]
    [InlineData("""{"count": 1}""")]
    [InlineData("""{"count":1 }""")]
    [InlineData("""{"left": {"name":"x","sizes":[]}}""")]
    [InlineData("""{"count":1} """)]
    [InlineData("""{ }""")]
    [InlineData("""{"\u0074ext":"escaped"}""")]
    [InlineData("""{ "text" : "a" , "colour" : "darkBlue" }""")]
    public void What_it_does_not_expect_is_left_to_the_serializer(string json)
    {
        Read(json).ShouldBeNull();
        JsonSerializer.Deserialize<Everything>(json, EventSerializer.Options).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("""{"text":"a"}}""")]
    [InlineData("""{"text":"a"} 7""")]
    [InlineData("""{"text":"a",}""")]
    [InlineData("""{/* why */"text":"a"}""")]
    [InlineData("""{"text":null}""")]
    [InlineData("""{"parts":null}""")]
    [InlineData("""{"count":null}""")]
    [InlineData("""{"count":"1"}""")]
    [InlineData("""{"count":1.5}""")]
    [InlineData("""{"count":2147483648}""")]
    [InlineData("""{"colour":1}""")]
    [InlineData("""{"colour":"green"}""")]
    [InlineData("""{"bank":7}""")]
    [InlineData("""{"count":2147483647000}""")]
    [InlineData("""{"count":-2147483649}""")]
    [InlineData("""{"count":01}""")]
    [InlineData("""{"count":-01}""")]
    [InlineData("""{"count":-}""")]
    [InlineData("""{"count":1e2}""")]
    [InlineData("""{"large":9223372036854775808}""")]
    [InlineData("""{"large":-9223372036854775809}""")]
    [InlineData("""{"text":"a\"}""")]
    [InlineData("""{"text":"\ud800"}""")]
    [InlineData("""{"parts":[}""")]
    [InlineData("""{"left":{"name":"x","sizes":[}]}""")]
    [InlineData("""{"left":{"name":"x","sizes":[}}""")]
    [InlineData("""{"count":1}{}""")]
    [InlineData("""{,"count":1}""")]
    public void What_does_not_fit_is_left_to_the_serializer_which_refuses_it(string json)
    {
        Read(json).ShouldBeNull();
        Should.Throw<Exception>(() => JsonSerializer.Deserialize<Everything>(json, EventSerializer.Options));
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x1f)]
    [InlineData(0x80)]
    [InlineData(0xff)]
    public void Text_that_is_no_text_is_left_to_the_serializer_which_refuses_it(byte inside)
    {
        byte[] utf8 = [.. "{\"text\":\"a"u8, inside, .. "b\"}"u8];

        Read(utf8, null).ShouldBeNull();
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Everything>(utf8, EventSerializer.Options));
    }

    [Fact]
    public void Values_are_read_as_deep_as_the_serializer_reads_them()
    {
        Read(Nested(EventSerializer.MaxDepth - 1)).ShouldNotBeNull();
        Read(Nested(EventSerializer.MaxDepth)).ShouldBeNull();
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Everything>(Nested(EventSerializer.MaxDepth), EventSerializer.Options));

        static string Nested(int depth) => $"{{\"free\":{new string('[', depth)}0{new string(']', depth)}}}";
    }

    [Fact]
    public void A_record_that_was_cut_off_is_left_to_the_serializer()
    {
        var utf8 = Encoding.UTF8.GetBytes(Written);
        for (var length = 0; length < utf8.Length; length++)
        {
            Read(utf8[..length], $"the first {length} bytes").ShouldBeNull();
        }
    }

    [Fact]
    public void Nothing_is_left_to_the_serializer_too() => Read("null").ShouldBeNull();

    [Fact]
    public void Whatever_happens_to_the_content_both_agree()
    {
        var readable = 0;
        for (var seed = 0; seed < 40_000; seed++)
        {
            readable += Read(Mutated(Encoding.UTF8.GetBytes(Written), new Random(seed)), $"seed {seed}") is null ? 0 : 1;
        }

        readable.ShouldBeInRange(2_000, 38_000, "the changes must leave some contents readable, and some not");
    }

    [Fact]
    public void Members_in_any_order_are_read()
    {
        var members = JsonNode.Parse(Written)!.AsObject().ToArray();
        for (var seed = 0; seed < 200; seed++)
        {
            new Random(seed).Shuffle(members);
            Read(new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))).ToJsonString(), $"seed {seed}").ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData(typeof(WithMore))]
    [InlineData(typeof(WithRequired))]
    [InlineData(typeof(Shape))]
    [InlineData(typeof(WithOverflow))]
    [InlineData(typeof(Lenient))]
    [InlineData(typeof(WithIgnored))]
    [InlineData(typeof(WithConverter))]
    [InlineData(typeof(WithFactory))]
    [InlineData(typeof(WithGreedy))]
    [InlineData(typeof(WithGreedyOrNothing))]
    [InlineData(typeof(Ambiguous))]
    [InlineData(typeof(Coordinates))]
    [InlineData(typeof(Undecided))]
    [InlineData(typeof(Nothing))]
    [InlineData(typeof(int[]))]
    [InlineData(typeof(string))]
    public void A_type_with_something_special_about_it_is_left_to_the_serializer(Type type) => RecordReader.Of(type, EventSerializer.Options).ShouldBeNull();

    [Theory]
    [InlineData("reading.ignored", """{"count":1,"total":12.5}""")]
    [InlineData("reading.converted", """{"colour":"DARK-BLUE"}""")]
    public void However_often_such_a_type_is_read_it_is_read_the_same(string type, string json)
    {
        var serializer = new EventSerializer(new EventTypes.Builder().Add(typeof(WithIgnored), typeof(WithFactory)).Build());
        var data = Encoding.UTF8.GetBytes(json);
        var first = serializer.Deserialize(type, 1, data);

        Enumerable.Range(0, 1000).Select(_ => serializer.Deserialize(type, 1, data)).ShouldAllBe(read => read.Equals(first));
    }

    [Fact]
    public void However_often_a_type_was_read_what_does_not_fit_is_refused_in_the_same_words()
    {
        var serializer = new EventSerializer(new EventTypes.Builder().Add(typeof(Booked)).Build());
        var once = Refusal(serializer, """{"seats":"many"}""");
        var twice = Refusal(serializer, """{"seats":0}""");
        for (var i = 0; i < 1000; i++)
        {
            serializer.Deserialize("reading.booked", 1, """{"seats":2}"""u8).ShouldBe(new Booked(2));
        }

        Refusal(serializer, """{"seats":"many"}""").ShouldBe(once);
        Refusal(serializer, """{"seats":0}""").ShouldBe(twice);
        once.ShouldContain("$.seats");
        twice.ShouldContain("at least one seat");
        serializer.Deserialize("reading.booked", 1, """{"seats":3,"later":true}"""u8).ShouldBe(new Booked(3));

        var made = Booked.Made;
        Refusal(serializer, """{"seats":0}""");
        Booked.Made.ShouldBe(made + 2, "once by the compiled reader, once by the serializer, which says what is wrong");
    }

    private static string Refusal(EventSerializer serializer, string json) =>
        Should.Throw<UnreadableEventException>(() => serializer.Deserialize("reading.booked", 1, Encoding.UTF8.GetBytes(json))).Message;

    /// <summary>What the compiled code makes of it, which must be what the serializer makes of it; null if it is left to the serializer.</summary>
    private static object? Read(string json, string? context = null) => Read(Encoding.UTF8.GetBytes(json), context);

    private static object? Read(byte[] utf8, string? context)
    {
        var read = Reader.TryRead(utf8);
        if (read is not null)
        {
            JsonSerializer.Serialize(read, EventSerializer.Options)
                .ShouldBe(JsonSerializer.Serialize(JsonSerializer.Deserialize<Everything>(utf8, EventSerializer.Options), EventSerializer.Options), $"{context}: {Encoding.UTF8.GetString(utf8)}");
        }

        return read;
    }

    /// <summary>The content with one to three bytes lost, doubled, moved or made another; most changes hit texts and numbers, some the structure, some leave no UTF-8.</summary>
    private static byte[] Mutated(byte[] utf8, Random random)
    {
        var bytes = utf8.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes.Insert(at, bytes[at]);
                    break;
                case 2:
                    bytes.Insert(at, bytes[random.Next(bytes.Count)]);
                    break;
                case 3:
                    bytes[at] = bytes[random.Next(bytes.Count)];
                    break;
                default:
                    bytes[at] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. bytes];
    }

    private enum Colour
    {
        Red,
        DarkBlue,
    }

    private sealed record Part(string Name, IReadOnlyList<int> Sizes);

    private sealed record Everything(
        string Text, string? Maybe, int Count, int? Number, long Large, decimal Price, double Ratio, bool Yes, Guid Id, DateTimeOffset At, DateOnly Day, Colour Colour,
        SeatBankId Bank, SeatBankId? Other, Part? Left, IReadOnlyList<Part> Parts, Dictionary<SeatBankId, int> Seats, JsonElement? Free, [property: JsonPropertyName("größe + name")] string Named,
        string Note = "none", int Times = 5, int? Perhaps = 3, Colour Shade = Colour.DarkBlue, DateTimeOffset Since = default)
    {
        [JsonIgnore]
        public int Doubled => 2 * Count;
    }

    [EventType("reading.booked.v1")]
    private sealed record Booked : IDomainEvent
    {
        public Booked(int seats)
        {
            Made++;
            Seats = seats > 0 ? seats : throw new ArgumentException("Book at least one seat.");
        }

        public static int Made { get; private set; }

        public int Seats { get; }
    }

    private sealed record WithMore(int Count)
    {
        public int More { get; init; }
    }

    private sealed record WithRequired(int Count)
    {
        public required int More { get; init; }
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    private record Shape(int Size);

    private sealed record Circle(int Size) : Shape(Size);

    private sealed record WithOverflow(int Count)
    {
        [JsonExtensionData]
        public Dictionary<string, JsonElement>? Rest { get; init; }
    }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    private sealed record Lenient(int Count);

    private sealed record Nothing;

    [EventType("reading.ignored.v1")]
    private sealed record WithIgnored(int Count, [property: JsonIgnore] decimal Total = 0) : IDomainEvent;

    private sealed record WithConverter([property: JsonConverter(typeof(Greedy))] int Count);

    [EventType("reading.converted.v1")]
    private sealed record WithFactory([property: JsonConverter(typeof(Shouting))] Colour Colour) : IDomainEvent;

    private sealed record WithGreedy(Taken Taken, int Count);

    private sealed record WithGreedyOrNothing(Tag? Tag, int Count);

    private sealed record Ambiguous(int Count, [property: JsonPropertyName("COUNT")] int Other);

    private readonly record struct Coordinates
    {
        [JsonConstructor]
        public Coordinates(double north, double east) => (North, East) = (north, east);

        public double North { get; }

        public double East { get; }
    }

    /// <summary>The serializer does not take it at all.</summary>
    private sealed class Undecided
    {
        [JsonConstructor]
        public Undecided(int count) => Count = count;

        [JsonConstructor]
        public Undecided(string count) => Count = int.Parse(count, System.Globalization.CultureInfo.InvariantCulture);

        public int Count { get; }
    }

    [JsonConverter(typeof(GreedyOf<Taken>))]
    private sealed record Taken;

    [JsonConverter(typeof(GreedyOf<Tag>))]
    private readonly record struct Tag;

    /// <summary>Reads more than its value.</summary>
    private sealed class Greedy : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.Read() ? 1 : 0;

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
    }

    private sealed class GreedyOf<T> : JsonConverter<T>
        where T : new()
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.Read() ? new T() : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(0);
    }

    private sealed class Shouting() : JsonStringEnumConverter<Colour>(JsonNamingPolicy.KebabCaseUpper);
}
