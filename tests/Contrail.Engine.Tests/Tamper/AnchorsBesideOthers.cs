using Contrail.Engine.Log;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Tamper;

/// <summary>Processes that share a log and a directory: whatever each wrote last is known when they are gone.</summary>
public sealed class AnchorsBesideOthers : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contrail-anchors-");

    private string Path => global::System.IO.Path.Combine(folder.FullName, "m.anchor");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Who_writes_late_does_not_overwrite_what_another_has_just_written()
    {
        using (var one = LogAnchor.Open(Path, LogHead.Empty, isShared: true))
        using (var other = LogAnchor.Open(Path, LogHead.Empty, isShared: true))
        {
            one.Advance(Head(4));
            other.Advance(Head(3));
        }

        using var again = LogAnchor.Open(Path, Head(4), isShared: true);
        again.Last.Position.ShouldBe(4);
        Should.Throw<LogDamagedException>(() => again.Check(Head(3), _ => Head(3).Hash)).Message.ShouldContain("its last 1 events are lost");
    }

    [Fact]
    public void What_a_second_one_wrote_last_is_known_when_only_one_comes_back()
    {
        using (LogAnchor.Open(Path, LogHead.Empty, isShared: true))
        using (var other = LogAnchor.Open(Path, LogHead.Empty, isShared: true))
        {
            other.Advance(Head(7));
        }

        using var again = LogAnchor.Open(Path, Head(5), isShared: true);

        again.Last.Position.ShouldBe(7);
    }

    [Fact]
    public void Who_comes_while_another_is_at_work_begins_at_the_head()
    {
        using var one = LogAnchor.Open(Path, LogHead.Empty, isShared: true);
        one.Advance(Head(9));

        using var other = LogAnchor.Open(Path, Head(9), isShared: true);

        other.Last.Position.ShouldBe(9);
    }

    [Fact]
    public void Accepting_a_shorter_log_forgets_what_all_who_are_gone_had_written()
    {
        using (var one = LogAnchor.Open(Path, LogHead.Empty, isShared: true))
        using (var other = LogAnchor.Open(Path, LogHead.Empty, isShared: true))
        {
            one.Advance(Head(4));
            other.Advance(Head(5));
        }

        LogAnchor.Accept(Path, Head(2), isShared: true);

        using var again = LogAnchor.Open(Path, Head(2), isShared: true);
        again.Last.Position.ShouldBe(2);
    }

    [Fact]
    public void A_log_with_events_and_no_anchor_is_refused()
    {
        Should.Throw<LogDamagedException>(() => LogAnchor.Open(Path, Head(1), isShared: true)).Message.ShouldContain("missing or empty");
        folder.GetFiles().ShouldBeEmpty();
    }

    private static LogHead Head(long position) => new(position, Enumerable.Repeat((byte)position, HashChain.HashBytes).ToArray());
}
