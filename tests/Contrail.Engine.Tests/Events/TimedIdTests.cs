using Contrail.Engine.Events;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Events;

public sealed class TimedIdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ids_have_the_form_of_version_7_and_begin_with_the_instant()
    {
        var id = TimedId.New(Noon);

        (id.Version, id.Variant & 0xC).ShouldBe((7, 0x8));
        id.ToString("N")[..12].ShouldBe(Guid.CreateVersion7(Noon).ToString("N")[..12]);
    }

    [Fact]
    public void Ids_of_one_instant_differ_on_every_thread()
    {
        var ids = Enumerable.Range(0, 20_000).AsParallel().Select(_ => TimedId.New(Noon)).ToList();

        ids.Distinct().Count().ShouldBe(ids.Count);
    }
}
