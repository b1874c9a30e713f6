using System.Text;
using System.Text.Json;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Events;

public sealed class SerialisingEvents
{
    private static readonly EventSerializer Serializer = new(new EventTypes.Builder().Add(typeof(Noted), typeof(Allotted), typeof(Measured)).Upcast("note.measured", 1, o =>
    {
        o["metres"] = o["feet"]!.GetValue<double>() * 0.3048;
        return o;
    }).Build());

    [Fact]
    public void The_largest_content_is_one_byte_less_than_a_mebibyte()
    {
        var frame = Encoding.UTF8.GetByteCount("""{"text":""}""");

        Serializer.Serialize(new Noted(new string('x', EventSerializer.MaxBytes - frame))).Data.Length.ShouldBe((1024 * 1024) - 1);
        Should.Throw<EventTooLargeException>(() => Serializer.Serialize(new Noted(new string('x', EventSerializer.MaxBytes - frame + 1)))).Message
            .ShouldBe("note.noted.v1 is 1048576 bytes; an event holds at most 1048575. Store large content elsewhere and refer to it.");
    }

    [Fact]
    public void Content_nested_10000_deep_is_refused_and_64_deep_is_not()
    {
        Should.Throw<EventTooLargeException>(() => Serializer.Serialize(new Allotted([], Nested(10_000)))).Message.ShouldStartWith("note.allotted.v1 cannot be stored");
        var (name, data) = Serializer.Serialize(new Allotted([], Nested(EventSerializer.MaxDepth - 1)));
        Serializer.Deserialize(name.Type, name.SchemaVersion, data.Span).ShouldBeOfType<Allotted>();
    }

    [Fact]
    public void Stored_content_nested_10000_deep_is_unreadable()
    {
        var data = Encoding.UTF8.GetBytes($$"""{"seats":{},"extra":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}""");

        Should.Throw<UnreadableEventException>(() => Serializer.Deserialize("note.allotted", 1, data)).Message.ShouldStartWith("The content of note.allotted.v1 does not fit Allotted");
    }

    [Fact]
    public void A_stored_event_is_read_once_and_a_changed_copy_of_it_anew()
    {
        var stored = Stored("""{"text":"first"}""");

        Serializer.Deserialize(stored).ShouldBe(new Noted("first"));
        Serializer.Deserialize(stored).ShouldBeSameAs(Serializer.Deserialize(stored));
        stored.ReadMetadata().ShouldBeSameAs(stored.ReadMetadata());
        Serializer.Deserialize(stored with { Data = Encoding.UTF8.GetBytes("""{"text":"second"}""") }).ShouldBe(new Noted("second"));
        Should.Throw<UnknownEventTypeException>(() => Serializer.Deserialize(stored with { Type = "note.unheard_of" }));
        (stored with { Metadata = new EventMetadata(Guid.Empty, null, Guid.Empty, "eve").ToJson() }).ReadMetadata().Actor.ShouldBe("eve");
        stored.ReadMetadata().Actor.ShouldBe("ada");
    }

    [Fact]
    public void Having_been_read_makes_no_difference_to_what_an_event_is()
    {
        var stored = Stored("{}");
        var read = stored with { Position = stored.Position };
        _ = read.ReadMetadata();

        read.ShouldBe(stored);
        read.GetHashCode().ShouldBe(stored.GetHashCode());
    }

    [Theory]
    [InlineData("naïve ☃ 航空 🛫 \u0000 \" \\ \u2028")]
    [InlineData("e\u0301 is not é")]
    [InlineData("")]
    public void Any_text_survives(string text) => RoundTrip(new Noted(text)).ShouldBe(new Noted(text));

    [Fact]
    public void Members_that_this_version_does_not_know_are_tolerated() =>
        Serializer.Deserialize("note.noted", 1, """{"later":{"a":[1,2]},"text":"hello","more":null}"""u8.ToArray()).ShouldBe(new Noted("hello"));

    [Fact]
    public void Typed_ids_are_text_as_members_and_as_keys()
    {
        var allotted = new Allotted(new() { [new SeatBankId("LH400")] = 3, [new SeatBankId("BA:1")] = 1 }, null);

        Encoding.UTF8.GetString(Serializer.Serialize(allotted).Data.Span).ShouldBe("""{"seats":{"LH400":3,"BA:1":1}}""");
        ((Allotted)RoundTrip(allotted)).Seats.ShouldBe(allotted.Seats);
    }

    [Theory]
    [InlineData("note.noted", 1, "{")]
    [InlineData("note.noted", 1, "")]
    [InlineData("note.noted", 1, "null")]
    [InlineData("note.noted", 1, "[]")]
    [InlineData("note.noted", 1, """{"text":7}""")]
    [InlineData("note.noted", 1, """{"text":null}""")]
    [InlineData("note.measured", 1, "null")]
    [InlineData("note.measured", 1, "[]")]
    [InlineData("note.measured", 1, "{}")]
    [InlineData("note.measured", 1, """{"feet":"many"}""")]
    [InlineData("note.measured", 2, """{"metres":"many"}""")]
    public void Content_that_does_not_fit_is_unreadable_and_named(string type, int version, string json) =>
        Should.Throw<UnreadableEventException>(() => Serializer.Deserialize(type, version, Encoding.UTF8.GetBytes(json))).Message.ShouldContain($"The content of {type}.v{version} ");

    [Fact]
    public void An_older_version_is_lifted() =>
        Serializer.Deserialize("note.measured", 1, """{"feet":10}"""u8.ToArray()).ShouldBe(new Measured(3.048));

    [Fact]
    public void A_newer_version_asks_for_an_upgrade() => Should.Throw<UnknownEventTypeException>(() => Serializer.Deserialize("note.noted", 2, "{}"u8.ToArray())).Message
        .ShouldBe("The log holds note.noted.v2, but this version knows only up to v1. Upgrade this node; the event is kept.");

    [Fact]
    public void An_unknown_type_is_named() =>
        Should.Throw<UnknownEventTypeException>(() => Serializer.Deserialize("note.burnt", 1, "{}"u8.ToArray())).Message.ShouldStartWith("The log holds 'note.burnt', which this version does not know.");

    private static RecordedEvent Stored(string json) => new(
        1, "note-1", 1, Guid.CreateVersion7(), "note.noted", 1, Encoding.UTF8.GetBytes(json), new EventMetadata(Guid.Empty, null, Guid.Empty, "ada").ToJson(), DateTimeOffset.UnixEpoch, default);

    private static object RoundTrip(object @event)
    {
        var (name, data) = Serializer.Serialize(@event);
        return Serializer.Deserialize(name.Type, name.SchemaVersion, data.Span);
    }

    /// <summary>So many levels.</summary>
    private static JsonElement Nested(int depth) =>
        JsonDocument.Parse(new string('[', depth) + new string(']', depth), new JsonDocumentOptions { MaxDepth = depth }).RootElement;

    [EventType("note.noted.v1")]
    private sealed record Noted(string Text) : IDomainEvent;

    [EventType("note.measured.v2")]
    private sealed record Measured(double Metres) : IDomainEvent;

    [EventType("note.allotted.v1")]
    private sealed record Allotted(Dictionary<SeatBankId, int> Seats, JsonElement? Extra) : IDomainEvent;
}
