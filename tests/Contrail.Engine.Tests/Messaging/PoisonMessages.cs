using System.Text;
using Contrail.Engine.Diagnostics;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank.Tills;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Messaging;

public sealed class PoisonMessages : StoredScenario
{
    private const string Good = """{"bankId":"LH400","holder":"ada","seats":1}""";
    private readonly RecordingTransport transport = new();
    private readonly List<EngineLogEntry> log = [];

    public static TheoryData<string> NotOurs => new(
        "", "{", "null", "[]", "{}", "\"text\"", "\u0000",
        Envelope("""{"a":1}""").Replace("\"sequence\":\"16\"", "\"sequence\":16"),
        Envelope("""{"a":1}""").Replace("\"sequence\":\"16\"", "\"sequence\":\"99999999999999999999\""),
        Envelope("""{"a":1}""").Replace("till.charge_holder.v1", "Not A Wire Name"),
        Envelope("""{"a":1}""").Replace("cart-1", "no stream/name"),
        Envelope("""{"a":1}""").Replace("/contrail/shop", "/contrail/No Module!"),
        Envelope("""{"a":1}""").Replace("/contrail/shop", "/contrail/shop-x"),
        Envelope("""{"a":1}""").Replace("/contrail/shop", ""),
        Envelope("""{"a":1}""").Replace("2026-", "20xx-"));

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());

    [Theory]
    [MemberData(nameof(NotOurs))]
    public void What_is_no_message_of_ours_is_a_clear_error(string bytes) =>
        Should.Throw<UnreadableEventException>(() => ContractMessage.FromCloudEvent(Encoding.UTF8.GetBytes(bytes))).Message.ShouldStartWith("The message is not a CloudEvent of Contrail: ");

    [Fact]
    public void A_message_nested_10000_deep_is_a_clear_error() => Should.Throw<UnreadableEventException>(() =>
        ContractMessage.FromCloudEvent(Encoding.UTF8.GetBytes(Envelope(new string('[', 10_000) + new string(']', 10_000)))));

    [Fact]
    public void A_message_that_is_too_large_is_a_clear_error() => Should.Throw<UnreadableEventException>(() =>
        ContractMessage.FromCloudEvent(Encoding.UTF8.GetBytes(Envelope($"\"{new string('x', EventSerializer.MaxBytes + 5000)}\"")))).Message.ShouldContain("at most 1048575 of content are taken");

    [Fact]
    public void A_message_of_ours_is_read() => ContractMessage.FromCloudEvent(Encoding.UTF8.GetBytes(Envelope(Good))).Source.ShouldBe("shop");

    [Fact]
    public async Task Content_that_is_too_large_is_refused_and_logged_and_others_flow()
    {
        var till = await StartTillAsync();

        await transport.DeliverAsync([Message("a", $"\"{new string('x', EventSerializer.MaxBytes)}\""), Message("b", Good)], Cancel);
        await Doing.SettleAsync(till);

        (await till.StateAsync<Account>("ada")).Charged.ShouldBe(100);
        log.Single(e => e.Id == 330).Text.ShouldContain("is 1048577 bytes; at most 1048575 are taken");
    }

    [Fact]
    public async Task A_type_that_nobody_here_knows_is_passed_over()
    {
        var till = await StartTillAsync();

        await transport.DeliverAsync([Message("a", "{}", "till.audit_holder.v1"), Message("a", Good)], Cancel);
        await Doing.SettleAsync(till);

        (await till.TypesAsync()).ShouldBe(["till.charge_holder", "till.account.charged"]);
    }

    [Theory]
    [InlineData("till.charge_holder.v2", Good, "Upgrade this node")]
    [InlineData("till.charge_holder.v1", """{"seats":"many"}""", "does not fit ChargeHolder")]
    [InlineData("till.charge_holder.v1", "null", "is null")]
    [InlineData("till.charge_holder.v1", "[]", "does not fit ChargeHolder")]
    public async Task A_message_that_cannot_be_read_is_kept_and_parked_and_others_flow(string type, string data, string says)
    {
        var till = await StartTillAsync();

        await transport.DeliverAsync([Message("poison", data, type), Message("other", Good)], Cancel);
        await Doing.SettleAsync(till);

        (await till.StateAsync<Account>("ada")).Charged.ShouldBe(100);
        var parked = (await till.Subscriptions.ReadParkedAsync("foreign_commands", 0, 10, Cancel)).ShouldHaveSingleItem();
        (parked.Stream, parked.Type).ShouldBe(("shop.poison-1", type));
        parked.Error.ShouldContain(says);
        await till.ActOnParkedAsync(OperatorActKind.Discard, "foreign_commands", parked.Stream, "user:eve", "not ours", cancellation: Cancel);
        await till.ShouldVerifyAsync();
    }

    private async Task<RunningModule> StartTillAsync() =>
        await StartAsync(new TillModule(), new ModuleOptions { Transport = transport, LogSink = e => { lock (log) { log.Add(e); } } });

    private static ContractMessage Message(string stream, string data, string type = "till.charge_holder.v1") => new(
        Guid.CreateVersion7(), "shop", WireName.Parse(type), $"{stream}-1", 16, TimeProvider.System.GetUtcNow(), Guid.CreateVersion7(), Guid.CreateVersion7(), null, null, Encoding.UTF8.GetBytes(data));

    private static string Envelope(string data) =>
        $$"""{"specversion":"1.0","id":"01890000-0000-7000-8000-000000000001","source":"/contrail/shop","type":"till.charge_holder.v1","subject":"cart-1","time":"2026-03-29T01:30:00Z","datacontenttype":"application/json","sequence":"16","correlationid":"01890000-0000-7000-8000-000000000002","causationid":"01890000-0000-7000-8000-000000000003","data":{{data}}}""";
}
