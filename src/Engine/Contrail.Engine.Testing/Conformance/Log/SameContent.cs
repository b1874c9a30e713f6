using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Shouldly;

namespace Contrail.Engine.Testing.Conformance;

/// <summary>Equality by content: records compare memory by reference.</summary>
internal static class SameContent
{
    public static void ShouldBeSameBytes(this ReadOnlyMemory<byte> actual, ReadOnlyMemory<byte> expected, string what)
    {
        actual.Length.ShouldBe(expected.Length, what);
        actual.Span.SequenceEqual(expected.Span).ShouldBeTrue(what);
    }

    public static void ShouldBeSameHead(this LogHead actual, LogHead expected)
    {
        actual.Position.ShouldBe(expected.Position);
        actual.Hash.ShouldBeSameBytes(expected.Hash, "hash of the head");
    }

    public static void ShouldBeSameEvents(this IReadOnlyList<RecordedEvent> actual, IReadOnlyList<RecordedEvent> expected)
    {
        actual.Count.ShouldBe(expected.Count);
        foreach (var (a, e) in actual.Zip(expected))
        {
            (a with { Data = default, Metadata = default, Hash = default })
                .ShouldBe(e with { Data = default, Metadata = default, Hash = default });
            a.Data.ShouldBeSameBytes(e.Data, $"data at {e.Position}");
            a.Metadata.ShouldBeSameBytes(e.Metadata, $"metadata at {e.Position}");
            a.Hash.ShouldBeSameBytes(e.Hash, $"hash at {e.Position}");
        }
    }

    public static void ShouldHold(this RecordedEvent actual, NewEvent expected)
    {
        (actual.Id, actual.Type, actual.SchemaVersion).ShouldBe((expected.Id, expected.Type, expected.SchemaVersion));
        actual.RecordedAt.ShouldBe(HashChain.FromMicroseconds(HashChain.ToMicroseconds(expected.RecordedAt)));
        actual.RecordedAt.Offset.ShouldBe(TimeSpan.Zero);
        actual.Data.ShouldBeSameBytes(expected.Data, "data");
        actual.Metadata.ShouldBeSameBytes(expected.Metadata, "metadata");
    }

    public static void ShouldHold(this RecordedOutcome actual, Guid commandId, long position, ReadOnlyMemory<byte> outcome)
    {
        (actual.CommandId, actual.Position).ShouldBe((commandId, position));
        actual.Outcome.ShouldBeSameBytes(outcome, "outcome");
    }

    public static void ShouldBeSame(this ScheduledCommand actual, ScheduledCommand expected)
    {
        (actual with { Data = default, Metadata = default }).ShouldBe(expected with { Data = default, Metadata = default });
        actual.Data.ShouldBeSameBytes(expected.Data, "data of the command");
        actual.Metadata.ShouldBeSameBytes(expected.Metadata, "metadata of the command");
    }
}
