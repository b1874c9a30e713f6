using System.Diagnostics;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Specs;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Diagnostics;

/// <summary>A request is traced by its caller. What follows from it, there and then or later and elsewhere, carries its trace.</summary>
public sealed class TracingCommands : StoredScenario
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());

    [Fact]
    public async Task What_follows_from_a_request_in_both_modules_carries_its_trace()
    {
        var transport = new RecordingTransport();
        var till = await StartAsync(new TillModule(), new ModuleOptions { Transport = transport });
        var bank = await StartAsync(new BankModule(), new ModuleOptions { Transport = transport });
        await bank.OpenAsync("LH400", 3);
        await Doing.SettleAsync(bank, till);
        var before = await bank.HeadAsync();

        using var request = new Activity("request").Start();
        using var spans = Spans.Of(request.TraceId);
        var context = CommandContext.New("user:ada") with { TraceParent = request.Id };
        await bank.Decisions.ExecuteAsync(new HoldSeats(new("LH400"), "last-ada", 3), context, Cancel);
        request.Stop();
        await Doing.SettleAsync(bank, till);

        var inBank = await bank.Log.ReadAllAsync(before).ToListAsync(Cancel);
        var inTill = await till.Log.ReadAllAsync().ToListAsync(Cancel);
        new[]
        {
            "bank.seat_bank.seats_held", "bank.seat_purchase.started", "engine.command.requested", "till.holder_charged",
            "bank.seat_purchase.charged", "bank.seat_bank.seats_sold", "bank.seat_bank.closed",
        }.ShouldBeSubsetOf(inBank.Select(e => e.Type));
        inTill.Select(e => e.Type).ShouldBe(["till.charge_holder", "till.account.charged"]);
        List<RecordedEvent> events = [.. inBank, .. inTill];
        events.Select(e => e.ReadMetadata().TraceParent).Distinct().ShouldBe([request.Id]);
        transport.Published.Select(m => $"{m.Source}: {m.Type}").ShouldBe(["bank: till.charge_holder.v1", "till: till.holder_charged.v1"]);
        transport.Published.Select(m => m.TraceParent).Distinct().ShouldBe([request.Id]);

        var decided = spans.Started;
        new[] { "decide HoldSeats", "decide ChargeHolder", "decide SellSeats", "decide CloseSeatBank" }.ShouldBeSubsetOf(decided.Select(a => a.OperationName));
        events.Select(CommandOf).Distinct().ShouldBeSubsetOf(decided.Select(a => a.GetTagItem("contrail.command.id")).OfType<Guid>());
        decided.Select(a => a.GetTagItem("contrail.correlation.id")).OfType<Guid>().Distinct().ShouldBe([context.CorrelationId]);
        decided.ShouldAllBe(a => a.TraceId == request.TraceId && a.ParentSpanId == request.SpanId);
    }

    [Fact]
    public async Task Where_everything_is_sampled_what_follows_still_belongs_to_the_request_and_is_linked_to_the_page_that_led_to_it()
    {
        var bank = await StartAsync(new BankModule { WithPurchases = false });
        await bank.OpenAsync("LH400", 1);
        await Doing.SettleAsync(bank);

        using var spans = Spans.OfEverything();
        using var request = new Activity("request").Start();
        var context = CommandContext.New("user:ada") with { TraceParent = request.Id };
        await bank.Decisions.ExecuteAsync(new HoldSeats(new("LH400"), "last-ada", 1), context, Cancel);
        await bank.Decisions.ExecuteAsync(new SellSeats(new("LH400"), "last-ada"), context with { CommandId = Guid.CreateVersion7() }, Cancel);
        request.Stop();
        await Doing.SettleAsync(bank);

        var decided = spans.Started.Where(a => Equals(a.GetTagItem("contrail.correlation.id"), context.CorrelationId)).ToList();
        decided.ShouldAllBe(a => a.TraceId == request.TraceId && a.ParentSpanId == request.SpanId);
        var handled = spans.Started.Where(a => a.OperationName.StartsWith("handle ", StringComparison.Ordinal)).Select(a => a.Context.SpanId).ToHashSet();
        decided.Single(a => a.OperationName == "decide CloseSeatBank").Links.ShouldHaveSingleItem().Context.SpanId.ShouldBeOneOf([.. handled]);
        decided.Single(a => a.OperationName == "decide HoldSeats").Links.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_scheduled_command_carries_the_trace_of_the_request_that_scheduled_it()
    {
        var clock = new ManualClock();
        var bank = await StartAsync(options: new ModuleOptions { Clock = clock });
        await bank.OpenAsync("A", 10);

        using var request = new Activity("request").Start();
        using var spans = Spans.Of(request.TraceId);
        var context = CommandContext.New("user:ada") with { TraceParent = request.Id };
        await bank.Decisions.ExecuteAsync(new HoldSeats(new("A"), "ada", 1, TimeSpan.FromMinutes(5)), context, Cancel);
        request.Stop();
        clock.Advance(TimeSpan.FromMinutes(5));
        await bank.LookAsync(clock);

        var released = await bank.Log.ReadWholeStreamAsync("seat_bank-A").Where(e => e.Type == "bank.seat_bank.seats_released").ToListAsync(Cancel);
        released.ShouldHaveSingleItem().ReadMetadata().TraceParent.ShouldBe(request.Id);
        spans.Started.Select(a => a.OperationName).ShouldBe(["decide HoldSeats", "decide ReleaseSeats"]);
        spans.Started.ShouldAllBe(a => a.TraceId == request.TraceId && a.ParentSpanId == request.SpanId);
    }

    [Fact]
    public async Task A_page_that_a_subscription_handles_is_an_activity_with_its_size_and_position()
    {
        const string name = "traced_by_page";
        using var spans = Spans.Of($"handle {NamedProjection.SubscriptionOf(name)}");
        var bank = await StartAsync(new SeatsModule(m => m.AddProjection(new NamedProjection(name))));
        await bank.OpenAsync("A");
        await bank.HoldAsync("A", "ada");
        var last = await bank.HoldAsync("A", "bob");
        await bank.CaughtUpAsync(name, last.Position, Patience, Cancel);

        spans.Started.Sum(a => a.GetTagItem("contrail.events").ShouldBeOfType<int>()).ShouldBe(2);
        spans.Started.Max(a => a.GetTagItem("contrail.position").ShouldBeOfType<long>()).ShouldBe(last.Position);
    }

    /// <summary>The command that an event was recorded by; a message is recorded by the command that accepts it.</summary>
    private static Guid CommandOf(RecordedEvent recorded) => recorded.ReadMetadata() is { Source: not null, CommandId: var message }
        ? DerivedId.From(message, "accept")
        : recorded.ReadMetadata().CommandId;
}
