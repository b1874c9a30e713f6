using System.Text;
using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Testing.Conformance;

/// <summary>Units, events and scheduled commands of which a test says only what matters to it.</summary>
internal static class Draft
{
    public const string Type = "bank.seat_bank.opened";

    public static readonly DateTimeOffset Instant = new(2026, 3, 29, 1, 30, 0, 123, 456, TimeSpan.Zero);

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static NewEvent Event(string json = """{"seat":"12A"}""", string type = Type) =>
        new(Guid.CreateVersion7(), type, 1, Bytes(json), Bytes("""{"actor":"desk-7"}"""), Instant);

    public static AppendUnit Unit(Guid? commandId = null) => new(commandId ?? Guid.CreateVersion7(), [], [], [], Bytes("{}"));

    public static AppendUnit Reading(this AppendUnit unit, string stream, long version) =>
        unit with { Reads = [.. unit.Reads, new StreamRead(stream, version)] };

    /// <summary>Writes the events, or one that does not matter.</summary>
    public static AppendUnit Writing(this AppendUnit unit, string stream, long expected, params NewEvent[] events) =>
        unit with { Writes = [.. unit.Writes, new StreamWrite(stream, expected, events.Length == 0 ? [Event()] : events)] };

    public static AppendUnit WritingMany(this AppendUnit unit, string stream, long expected, int count) =>
        unit.Writing(stream, expected, [.. Enumerable.Range(1, count).Select(n => Event($$"""{"n":{{n}}}"""))]);

    public static AppendUnit Setting(this AppendUnit unit, ScheduledCommand command) =>
        unit with { Schedule = [.. unit.Schedule, new ScheduleChange.Set(command)] };

    public static AppendUnit Removing(this AppendUnit unit, string key, Guid? onlyId = null) =>
        unit with { Schedule = [.. unit.Schedule, new ScheduleChange.Remove(key, onlyId)] };

    public static AppendUnit Answering(this AppendUnit unit, string outcome) => unit with { Outcome = Bytes(outcome) };

    public static ScheduledCommand Command(string key, int dueInMinutes) => new(
        key, Guid.CreateVersion7(), Instant.AddMinutes(dueInMinutes), "booking.expire_flight_booking", 1,
        Bytes($$"""{"key":"{{key}}"}"""), Bytes("""{"correlation":"c-1"}"""));
}
