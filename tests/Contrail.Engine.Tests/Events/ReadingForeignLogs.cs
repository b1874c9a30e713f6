using System.Text.Json;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
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

    [Fact]
    public async Task An_event_nested_10000_deep_fails_its_command_and_keeps_nothing_of_it()
    {
        var bank = await StartAsync(new SeatsModule(m => m.AddTypes(typeof(MineDug)).AddHandler(new DigHandler())), Unhurried);
        await bank.OpenAsync("LH400");

        (await Should.ThrowAsync<EventTooLargeException>(() => DigAsync(bank, 10_000))).Message
            .ShouldEndWith("Nest its content at most 64 deep, and leave no member null that may not be.");

        (await bank.HeadAsync()).ShouldBe(2, "the claim of the code and the opening");
        (await bank.HoldAsync("LH400", "ada", 3)).Result.ShouldBe(97);
        await DigAsync(bank, EventSerializer.MaxDepth - 1);
        (await bank.HeadAsync()).ShouldBe(4, "the same command with less in it goes through");
    }

    [Fact]
    public async Task A_stored_event_nested_10000_deep_is_parked_and_others_flow()
    {
        var bank = await StartAsync();
        await bank.AppendRawAsync(
            "seat_bank-DEEP",
            (Opened, 2, """{"bankId":"DEEP","code":"D","capacity":7}"""),
            (Held, 1, $$"""{"bankId":"DEEP","holder":"ada","seats":2,"ground":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}"""),
            (Held, 1, """{"bankId":"DEEP","holder":"bob","seats":1}"""));
        await bank.OpenAsync("GOOD");
        await bank.HoldAsync("GOOD", "ada");
        await Doing.SettleAsync(bank);

        (await bank.FindAsync<BankOverview>("bank_overview", "GOOD"))!.Held.ShouldBe(1);
        (await bank.FindAsync<BankOverview>("bank_overview", "DEEP")).ShouldBe(new BankOverview("DEEP", "D", 7, 7, 0, 0, false));
        var parked = await bank.Subscriptions.ReadParkedAsync("bank_overview_v1_g1", 0, 10, Cancel);
        parked.Select(p => (p.Position, p.Attempts > 0)).ShouldBe([(2, true), (3, false)]);
        parked[0].Error.ShouldStartWith("UnreadableEventException: The content of bank.seat_bank.seats_held.v1 does not fit SeatsHeld: The maximum configured depth of 64 has been exceeded.");
        await Should.ThrowAsync<UnreadableEventException>(() => bank.HoldAsync("DEEP", "eve"));
        (await bank.HoldAsync("GOOD", "bob")).Result.ShouldBe(98);
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

    private static Task<CommandResult> DigAsync(RunningModule bank, int depth) =>
        bank.Decisions.ExecuteAsync(new Dig(new("M1"), depth), CommandContext.New(), Cancel).WaitAsync(Patience, Cancel);

    private readonly record struct MineId(string Value) : ITypedId<MineId>
    {
        public static MineId Parse(string text) => new(text);

        public override string ToString() => Value;
    }

    private sealed record Dig(MineId MineId, int Depth) : ICommand;

    [EventType("bank.mine.dug.v1")]
    private sealed record MineDug(MineId MineId, JsonElement Ground) : IDomainEvent;

    [StreamCategory("mine")]
    private sealed class Mine : AggregateRoot<MineId>
    {
        public static Mine Begin(MineId id, JsonElement ground)
        {
            var mine = new Mine();
            mine.Apply(new MineDug(id, ground));
            return mine;
        }

        private void When(MineDug e) => Id = e.MineId;
    }

    private sealed class DigHandler : ICommandHandler<Dig>
    {
        public void Handle(Dig command, IDecision decision)
        {
            var ground = new string('[', command.Depth) + new string(']', command.Depth);
            decision.Add(Mine.Begin(command.MineId, JsonDocument.Parse(ground, new JsonDocumentOptions { MaxDepth = command.Depth }).RootElement));
        }
    }
}

public sealed class ReadingForeignLogsInMemory : ReadingForeignLogs
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new Contrail.Engine.InMemory.InMemoryStorage());
}
