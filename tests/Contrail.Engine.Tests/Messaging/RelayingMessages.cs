using Contrail.Engine.InMemory;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank;
using Contrail.SeatBank.Purchases;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Messaging;

public abstract class RelayingMessages : StoredScenario
{
    private readonly RecordingTransport transport = new();
    private RunningModule bank = null!;
    private RunningModule till = null!;

    private ModuleOptions Options => new() { Transport = transport };

    [Fact]
    public async Task Messages_are_published_in_the_order_of_their_streams_and_again_under_the_same_ids()
    {
        await StartBothAsync();
        await HoldAsync("ada", "bob", "eve");
        foreach (var stream in transport.Published.GroupBy(m => (m.Source, m.Subject)))
        {
            stream.Select(m => m.Sequence).ShouldBe(stream.Select(m => m.Sequence).Order());
        }

        var first = transport.Published.Where(m => m.Source == "till").Select(Describe).ToList();
        await StopAsync(bank);
        await StopAsync(till);
        await ForgetAsync("till", "relay");
        transport.Published.Clear();
        await StartBothAsync(opens: false);
        await Doing.SettleAsync(bank, till);

        transport.Published.Where(m => m.Source == "till").Select(Describe).ShouldBe(first);
        (await till.StateAsync<Account>("ada")).Charged.ShouldBe(100);
    }

    [Fact]
    public async Task Delivered_twice_and_in_another_order_changes_nothing()
    {
        await StartBothAsync();
        await HoldAsync("ada", "bob", "broke-eve");
        var heads = (await bank.HeadAsync(), await till.HeadAsync());

        await transport.DeliverAsync([.. transport.Published.AsEnumerable().Reverse(), .. transport.Published], Cancel);
        await Doing.SettleAsync(bank, till);

        (await bank.HeadAsync(), await till.HeadAsync()).ShouldBe(heads);
        (await till.StateAsync<Account>("bob")).Charged.ShouldBe(100);
    }

    [Fact]
    public async Task Every_message_twice_has_one_effect()
    {
        transport.Deliveries = messages => [messages, messages];
        await StartBothAsync();
        await HoldAsync("ada", "broke-eve");

        (await till.StateAsync<Account>("ada")).Charged.ShouldBe(100);
        (await PurchaseAsync("ada")).Outcome.ShouldBe("sold");
        (await PurchaseAsync("broke-eve")).LastRefusal.ShouldBe("Account_Holders_Must_Be_Good_For_Their_Money");
        (await bank.TypesAsync()).Count(t => t == "till.holder_charged").ShouldBe(1);
    }

    [Fact]
    public async Task With_the_broker_down_commands_go_on_and_the_relay_catches_up()
    {
        await StartBothAsync();
        transport.IsDown = true;
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => bank.HoldAsync("LH400", $"h{i}")));
        (await bank.BankAsync("LH400")).Held.ShouldBe(10);

        transport.IsDown = false;
        await Doing.SettleAsync(bank, till);

        (await bank.BankAsync("LH400")).Sold.ShouldBe(10);
        (await bank.Subscriptions.ReadParkedAsync(null, 0, 10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_the_transport_can_never_carry_is_parked_and_the_others_are_published()
    {
        transport.Deliveries = messages => messages.Any(m => Describe(m).Data.Contains("eve", StringComparison.Ordinal))
            ? throw new InvalidDataException("The test says: nothing can carry this.")
            : [messages];
        await StartBothAsync();
        await HoldAsync("ada", "eve", "bob");

        (await bank.BankAsync("LH400")).Sold.ShouldBe(2);
        var parked = await bank.Subscriptions.ReadParkedAsync("relay", 0, 10, Cancel);
        parked.ShouldNotBeEmpty();
        parked[0].Error.ShouldBe("InvalidDataException: The test says: nothing can carry this.");
        transport.Deliveries = messages => [messages];
        foreach (var stream in parked.Select(p => p.Stream).Distinct())
        {
            await bank.ActOnParkedAsync(OperatorActKind.Redrive, "relay", stream, "user:eve", "another transport", cancellation: Cancel);
        }

        await Storage.UntilAsync(async () => (await bank.BankAsync("LH400")).Sold == 3, Patience);
    }

    [Fact]
    public async Task A_message_for_another_module_is_not_heard()
    {
        await StartBothAsync();
        var head = await till.HeadAsync();
        var message = Charge("ada") with { Target = "elsewhere" };

        await transport.DeliverAsync([message, message with { Target = null, Source = "till" }], Cancel);

        (await till.HeadAsync()).ShouldBe(head);
        await transport.DeliverAsync([message with { Target = "till" }], Cancel);
        await Doing.SettleAsync(till);
        (await till.StateAsync<Account>("ada")).Charged.ShouldBe(100);
    }

    [Fact]
    public async Task After_a_restart_a_stream_goes_on_where_it_was()
    {
        await StartBothAsync();
        var first = Charge("ada");
        await transport.DeliverAsync([first], Cancel);
        await Doing.SettleAsync(till);
        till = await RestartAsync(till, new TillModule(), Options);

        await transport.DeliverAsync([first, Charge("ada") with { Sequence = 32 }, first with { Id = Guid.CreateVersion7() }], Cancel);
        await Doing.SettleAsync(till);

        (await till.StateAsync<Account>("ada")).Charged.ShouldBe(200);
    }

    [Fact]
    public void A_contract_as_deep_as_an_event_may_be_travels()
    {
        var deep = Charge("ada") with { Data = System.Text.Encoding.UTF8.GetBytes(Nested(64)) };

        ContractMessage.FromCloudEvent(deep.ToCloudEvent()).Data.ToArray().ShouldBe(deep.Data.ToArray());
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static (Guid Id, string Type, string Subject, long Sequence, string Data) Describe(ContractMessage m) =>
        (m.Id, m.Type.ToString(), m.Subject, m.Sequence, System.Text.Encoding.UTF8.GetString(m.Data.Span));

    private static ContractMessage Charge(string holder) => new(
        Guid.CreateVersion7(), "shop", Contrail.Engine.Events.WireName.Parse("till.charge_holder.v1"), "cart-1", 16, TimeProvider.System.GetUtcNow(), Guid.CreateVersion7(), Guid.CreateVersion7(), null, null,
        System.Text.Encoding.UTF8.GetBytes($$"""{"bankId":"LH400","holder":"{{holder}}","seats":1}"""));

    private async Task StartBothAsync(bool opens = true)
    {
        till = await StartAsync(new TillModule(), Options);
        bank = await StartAsync(new BankModule(), Options);
        if (opens)
        {
            await bank.OpenAsync("LH400", 100);
        }
    }

    private async Task HoldAsync(params string[] holders)
    {
        await Task.WhenAll(holders.Select(h => bank.HoldAsync("LH400", h)));
        await Doing.SettleAsync(bank, till);
    }

    private Task<SeatPurchase> PurchaseAsync(string holder) => bank.StateAsync<SeatPurchase>(SeatPurchase.KeyOf(new("LH400"), holder)).AsTask();

    /// <summary>Makes a subscription begin again, as if its progress had never been kept.</summary>
    private async Task ForgetAsync(string module, string subscription)
    {
        var storage = await Storage.OpenAsync(module, Cancel);
        await storage.ReadModels.DropTableAsync("no_table_at_all", subscription, Cancel);
        await storage.DisposeAsync();
    }
}

public sealed class RelayingMessagesInMemory : RelayingMessages
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
