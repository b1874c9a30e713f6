using Contrail.Engine.Decisions;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Decisions;

/// <summary>Ids that follow from others.</summary>
public sealed class IdsThatFollow
{
    private static readonly Guid Free = Guid.Parse("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    private static readonly Guid Timed = Guid.CreateVersion7(new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_same_cause_and_purpose_give_the_same_id_and_others_another()
    {
        foreach (var cause in (Guid[])[Free, Timed])
        {
            DerivedId.From(cause, "accept").ShouldBe(DerivedId.From(cause, "accept"));
            DerivedId.From(cause, "accept").ShouldNotBe(DerivedId.From(cause, "refused"));
            DerivedId.From(cause, "accept").ShouldNotBe(DerivedId.From(Guid.CreateVersion7(), "accept"));
        }
    }

    [Fact]
    public void What_follows_from_an_id_with_a_time_begins_with_that_time_however_often()
    {
        var second = DerivedId.From(DerivedId.From(Timed, "accept"), "order");

        second.ToString("N")[..12].ShouldBe(Timed.ToString("N")[..12]);
        (second.Version, second.Variant & 0xC).ShouldBe((7, 0x8));
    }

    [Fact]
    public void What_follows_from_an_id_without_a_time_pretends_none() => DerivedId.From(Free, "accept").Version.ShouldBe(8);

    [Fact]
    public void Purposes_that_differ_at_the_end_give_different_ids_however_long_they_are()
    {
        foreach (var length in (int[])[10, 199, 200, 201, 1000, 100_000])
        {
            var purpose = new string('✈', length);
            DerivedId.From(Timed, $"{purpose}a").ShouldNotBe(DerivedId.From(Timed, $"{purpose}b"));
        }
    }

    [Fact]
    public void Ten_thousand_ids_of_one_instant_differ() =>
        Enumerable.Range(0, 10_000).Select(i => DerivedId.From(Timed, $"{i}")).Distinct().Count().ShouldBe(10_000);
}
