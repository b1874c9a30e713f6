using Contrail.Engine.Log;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// Scheduled commands.
public abstract partial class LogConformance
{
    [Fact]
    public async Task A_scheduled_command_comes_back_as_it_was_given()
    {
        var command = Draft.Command("expire:bk-1", 5) with
        {
            SchemaVersion = 7,
            Data = Draft.Bytes("""{ "name":"Zoë ✈️ \u0000 \ud800" }"""),
            Metadata = Draft.Bytes("""{ "b":1,"a":2}"""),
        };
        await AppendAsync(Draft.Unit().Setting(command));
        (await DueAsync(5)).Single().ShouldBeSame(command);
        await ReopenAsync();

        (await DueAsync(5)).Single().ShouldBeSame(command);
    }

    [Fact]
    public async Task A_command_is_due_at_its_instant_and_not_before()
    {
        await AppendAsync(Draft.Unit().Setting(Draft.Command("a", 5)));

        (await Log.ReadDueAsync(Draft.Instant.AddMinutes(5).AddMicroseconds(-1), 10, Cancel)).ShouldBeEmpty();
        (await Log.ReadDueAsync(Draft.Instant.AddMinutes(5), 10, Cancel)).Count.ShouldBe(1);
        (await Log.ReadDueAsync(Draft.Instant.AddMinutes(5).ToOffset(TimeSpan.FromHours(-8)), 10, Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Due_commands_come_earliest_first_and_at_most_the_limit()
    {
        await AppendAsync(
            Draft.Unit().Setting(Draft.Command("b", 3)).Setting(Draft.Command("d", 1)),
            Draft.Unit().Setting(Draft.Command("a", 4)),
            Draft.Unit().Setting(Draft.Command("c", 2)));

        (await DueAsync(3)).Select(c => c.Key).ShouldBe(["d", "c", "b"]);
        (await DueAsync(100, limit: 2)).Select(c => c.Key).ShouldBe(["d", "c"]);
    }

    [Fact]
    public async Task The_next_due_instant_is_the_earliest()
    {
        (await Log.ReadNextDueAsync(Cancel)).ShouldBeNull();
        await AppendAsync(Draft.Unit().Setting(Draft.Command("b", 30)).Setting(Draft.Command("a", 10)));
        (await Log.ReadNextDueAsync(Cancel)).ShouldBe(Draft.Instant.AddMinutes(10));

        await AppendAsync(Draft.Unit().Removing("a"));
        (await Log.ReadNextDueAsync(Cancel)).ShouldBe(Draft.Instant.AddMinutes(30));
        await AppendAsync(Draft.Unit().Removing("b"));

        (await Log.ReadNextDueAsync(Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Setting_a_key_again_replaces_what_was_scheduled()
    {
        var later = Draft.Command("a", 20);
        await AppendAsync(Draft.Unit().Setting(Draft.Command("a", 10)));
        await AppendAsync(Draft.Unit().Setting(later));

        (await DueAsync(10)).ShouldBeEmpty();
        (await DueAsync(20)).Single().ShouldBeSame(later);
        (await Log.ReadNextDueAsync(Cancel)).ShouldBe(later.Due);
    }

    [Fact]
    public async Task Removing_a_key_that_is_not_scheduled_is_no_error()
    {
        (await AppendAsync(Draft.Unit().Removing("a").Writing("bank-1", 0))).Single().ShouldBe(new AppendOutcome.Appended(1));
    }

    [Fact]
    public async Task Removing_only_an_id_leaves_a_later_setting_of_the_key()
    {
        var (first, second) = (Draft.Command("a", 10), Draft.Command("a", 20));
        await AppendAsync(Draft.Unit().Setting(first));
        await AppendAsync(Draft.Unit().Setting(second));

        await AppendAsync(Draft.Unit().Removing("a", first.Id));
        (await DueAsync(100)).Single().ShouldBeSame(second);
        await AppendAsync(Draft.Unit().Removing("a", second.Id));

        (await DueAsync(100)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Changes_apply_in_the_order_of_the_unit_and_of_the_batch()
    {
        var (first, second, third) = (Draft.Command("a", 10), Draft.Command("a", 20), Draft.Command("b", 30));

        await AppendAsync(
            Draft.Unit().Setting(first).Removing("a").Setting(second).Removing("a", first.Id),
            Draft.Unit().Setting(third),
            Draft.Unit().Removing("b"));

        (await DueAsync(100)).Single().ShouldBeSame(second);
    }

    [Fact]
    public async Task A_unit_that_conflicts_schedules_nothing_and_removes_nothing()
    {
        await AppendAsync(Draft.Unit().Writing("bank-1", 0).Setting(Draft.Command("kept", 1)));

        var outcomes = await AppendAsync(
            Draft.Unit().Writing("bank-1", 0).Setting(Draft.Command("new", 1)).Removing("kept"), Draft.Unit().Setting(Draft.Command("neighbour", 2)));

        outcomes[0].ShouldBeOfType<AppendOutcome.Conflict>();
        (await DueAsync(100)).Select(c => c.Key).ShouldBe(["kept", "neighbour"]);
    }

    [Fact]
    public async Task A_repeated_command_schedules_nothing_again()
    {
        var unit = Draft.Unit().Setting(Draft.Command("a", 1));
        await AppendAsync(unit);
        await AppendAsync(Draft.Unit().Removing("a"));

        (await AppendAsync(unit)).Single().ShouldBeOfType<AppendOutcome.Duplicate>();

        (await DueAsync(100)).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<ScheduledCommand>> DueAsync(int minutes, int limit = 100) =>
        await Log.ReadDueAsync(Draft.Instant.AddMinutes(minutes), limit, Cancel);
}
