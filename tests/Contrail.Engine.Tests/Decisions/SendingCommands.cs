using Contrail.Engine.Domain;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Decisions;

/// <summary>A decision may send commands: they are carried out after it, once, or not at all.</summary>
public sealed class SendingCommands : StoredScenario
{
    private static readonly string[] OneHeldAndReleased = ["bank.seat_bank.opened", "bank.seat_bank.seats_held", "bank.seat_bank.seats_released"];

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_that_a_decision_sends_is_carried_out_once_however_often_the_decision_is_asked_for(bool restarts)
    {
        var (bank, id) = (await StartAsync(), Guid.CreateVersion7());
        await bank.OpenAsync("LH400", 10);
        await bank.HoldAsync("LH400", "ada", 3);

        await bank.DecideAsync(decision => decision.Send(new ReleaseSeats(new("LH400"), "ada")), id);
        bank = restarts ? await RestartAsync(bank) : bank;
        await Doing.SettleAsync(bank);
        await bank.DecideAsync(decision => decision.Send(new ReleaseSeats(new("LH400"), "ada")), id);
        await Doing.SettleAsync(bank);

        (await bank.TypesAsync()).Where(type => type.StartsWith("bank.", StringComparison.Ordinal)).ShouldBe(OneHeldAndReleased);
        (await bank.TypesAsync()).Count(type => type == "engine.command.requested").ShouldBe(1);
    }

    [Fact]
    public async Task A_command_that_a_refused_decision_sent_is_not_carried_out()
    {
        var bank = await StartAsync();
        await bank.OpenAsync("LH400", 10);
        await bank.HoldAsync("LH400", "ada", 3);

        await Should.ThrowAsync<RefusedException>(() => bank.DecideAsync(decision =>
        {
            decision.Send(new ReleaseSeats(new("LH400"), "ada"));
            decision.Load<Contrail.SeatBank.SeatBanks.SeatBank>("LH400").Sell("bob");
        }));
        await Doing.SettleAsync(bank);

        (await bank.TypesAsync()).Where(type => type != "engine.claim.taken").ShouldBe(OneHeldAndReleased[..2]);
    }
}
