using Contrail.Engine.Events;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Events;

/// <summary>A log holds what older and newer programs wrote.</summary>
public abstract class ReadingForeignLogs : StoredScenario
{
    private const string Opened = "bank.seat_bank.opened";
    private const string Held = "bank.seat_bank.seats_held";

    [Fact]
    public async Task An_old_version_is_lifted_for_aggregates_and_read_models()
    {
        var bank = await StartAsync();
        await bank.AppendRawAsync("seat_bank-OLD", (Opened, 1, """{"bankId":"OLD","capacity":7}"""));

        (await bank.HoldAsync("OLD", "ada", 2)).Result.ShouldBe(5);
        await Doing.SettleAsync(bank);

        (await bank.FindAsync<BankOverview>("bank_overview", "OLD")).ShouldBe(new BankOverview("OLD", "OLD", 7, 5, 2, 0, false));
        (await bank.Log.ReadStreamAsync("seat_bank-OLD", 0, 1, Cancel))[0].SchemaVersion.ShouldBe(1, "what is stored is never changed");
    }

    [Theory]
    [InlineData(Held, 2, """{"bankId":"NEW","holder":"ada","seats":1}""", "Upgrade this node; the event is kept.")]
    [InlineData("bank.seat_bank.painted", 1, "{}", "Run a version that registers it; the event is kept.")]
    public async Task What_a_newer_program_wrote_is_a_clear_error_for_its_stream_alone(string type, int version, string json, string says)
    {
        var bank = await StartAsync();
        await bank.OpenAsync("NEW");
        await bank.OpenAsync("OTHER");
        await bank.AppendRawAsync("seat_bank-NEW", (type, version, json));
        bank = await RestartAsync(bank);

        (await Should.ThrowAsync<UnknownEventTypeException>(() => bank.HoldAsync("NEW", "bob"))).Message.ShouldEndWith(says);

        (await bank.HoldAsync("OTHER", "bob")).Result.ShouldBe(99);
        await Doing.SettleAsync(bank);
        (await bank.FindAsync<BankOverview>("bank_overview", "OTHER"))!.Held.ShouldBe(1);
        (await bank.Log.ReadStreamAsync("seat_bank-NEW", 0, 10, Cancel)).Select(e => (e.Type, e.SchemaVersion)).ShouldContain((type, version));
    }

    [Fact]
    public async Task A_newer_version_is_parked_until_a_newer_program_reads_it()
    {
        var bank = await StartAsync();
        await bank.OpenAsync("NEW");
        await bank.AppendRawAsync("seat_bank-NEW", (Held, 2, """{"bankId":"NEW","holder":"ada","seats":1}"""));
        await Doing.SettleAsync(bank);

        var parked = await bank.Subscriptions.ReadParkedAsync("bank_overview_v1_g1", 0, 10, Cancel);

        parked.Single().Error.ShouldContain("Upgrade this node");
        parked.Single().Type.ShouldBe("bank.seat_bank.seats_held.v2");
    }

    [Fact]
    public async Task No_event_before_an_unreadable_one_is_skipped()
    {
        var bank = await StartAsync();
        await bank.AppendRawAsync(
            "seat_bank-BAD",
            (Opened, 2, """{"bankId":"BAD","code":"B","capacity":7}"""),
            (Held, 1, """{"bankId":"BAD","holder":"ada","seats":2}"""),
            (Held, 1, """{"bankId":"BAD","holder":"bob","seats":"many"}"""),
            (Held, 1, """{"bankId":"BAD","holder":"eve","seats":1}"""));
        await Doing.SettleAsync(bank);

        (await bank.FindAsync<BankOverview>("bank_overview", "BAD")).ShouldBe(new BankOverview("BAD", "B", 7, 5, 2, 0, false));
        (await bank.Subscriptions.ReadParkedAsync("bank_overview_v1_g1", 0, 10, Cancel)).Select(p => (p.Position, p.Attempts > 0)).ShouldBe([(3, true), (4, false)]);
    }

    [Fact]
    public async Task An_event_without_the_key_of_its_row_is_parked_and_others_flow()
    {
        var bank = await StartAsync();
        await bank.AppendRawAsync("seat_bank-BAD", (Held, 1, """{"holder":"ada","seats":2}"""));
        await bank.OpenAsync("GOOD");
        await Doing.SettleAsync(bank);

        (await bank.FindAsync<BankOverview>("bank_overview", "GOOD")).ShouldNotBeNull();
        (await bank.Subscriptions.ReadParkedAsync("bank_overview_v1_g1", 0, 10, Cancel)).Single().Position.ShouldBe(1);
        (await bank.Subscriptions.ReadParkedAsync("holdings_v1_g1", 0, 10, Cancel)).Single().Position.ShouldBe(1, "a holding of no bank");
    }

    [Fact]
    public async Task An_event_that_would_leave_a_row_without_a_value_is_parked_and_others_flow()
    {
        var bank = await StartAsync();
        await bank.AppendRawAsync("seat_bank-BAD", (Opened, 2, """{"bankId":"BAD","capacity":1}"""));
        await bank.OpenAsync("GOOD");
        await Doing.SettleAsync(bank);

        (await bank.FindAsync<BankOverview>("bank_overview", "GOOD")).ShouldNotBeNull();
        (await bank.Subscriptions.ReadParkedAsync(null, 0, 10, Cancel)).Single().Error
            .ShouldBe("InvalidOperationException: The row BAD of bank_overview would have no code, which every row has.");
    }

    [Fact]
    public async Task Too_large_an_event_fails_its_command_and_keeps_nothing_of_it()
    {
        var bank = await StartAsync();
        await bank.OpenAsync("LH400");

        (await Should.ThrowAsync<EventTooLargeException>(() => bank.HoldAsync("LH400", new string('x', 1024 * 1024)))).Message.ShouldContain("at most 1048575");

        (await bank.HoldAsync("LH400", "ada", 3)).Result.ShouldBe(97);
        (await bank.HeadAsync()).ShouldBe(3, "the claim of the code, the opening, and the second hold");
    }

    [Theory]
    [InlineData("LH 400")]
    [InlineData("")]
    [InlineData("LH/400")]
    [InlineData("航空")]
    public async Task An_id_that_cannot_name_a_stream_is_a_clear_error(string id)
    {
        var bank = await StartAsync();

        (await Should.ThrowAsync<Log.InvalidStreamNameException>(() => bank.OpenAsync(id))).Message.ShouldContain("is not a stream name. Write category-id");

        await bank.OpenAsync("LH400");
        (await bank.HeadAsync()).ShouldBe(2, "the claim of the code and the opening of the good one");
    }
}

public sealed class ReadingForeignLogsInMemory : ReadingForeignLogs
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new Contrail.Engine.InMemory.InMemoryStorage());
}
