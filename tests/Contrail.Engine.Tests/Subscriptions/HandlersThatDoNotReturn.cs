using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Subscriptions;

/// <summary>Nobody can end them, but the module says which one it is, and everything else goes on.</summary>
public sealed class HandlersThatDoNotReturn : StoredScenario, IDisposable
{
    private readonly ManualResetEventSlim end = new();

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());

    [Fact]
    public async Task A_module_with_one_is_not_ready_and_says_where_it_is_and_others_go_on()
    {
        var stuck = new SeatsModule(m => m.AddProjection(new StuckProjection(end)).AddProjection(new BankOverviewProjection()));
        var bank = await StartAsync(stuck, new ModuleOptions { Subscriptions = new SubscriptionOptions { HandlerLimit = TimeSpan.FromMilliseconds(50) } });
        var opened = await bank.OpenAsync("LH400");
        await bank.CaughtUpAsync("bank_overview", opened.Position, Patience, Cancel);

        await Storage.UntilAsync(async () => !(await bank.HealthAsync(cancellation: Cancel)).IsReady, Patience);

        (await bank.HealthAsync(cancellation: Cancel)).Reasons.ShouldHaveSingleItem().ShouldMatch("^stuck_v1_g1 has been at events after position 0 for .* s: look for a handler that does not return\\.$");
        (await bank.HoldAsync("LH400", "a")).Result.ShouldBeGreaterThanOrEqualTo(0);
        end.Set();
        await Doing.SettleAsync(bank);
        (await bank.HealthAsync(cancellation: Cancel)).IsReady.ShouldBeTrue();
    }

    public void Dispose() => end.Dispose();

    private sealed record Seen(string BankId);

    private sealed class StuckProjection : Projection<Seen>
    {
        public StuckProjection(ManualResetEventSlim end)
            : base("stuck", version: 1) =>
            On<SeatBankOpened>(e => e.BankId, (_, e) =>
            {
                end.Wait(TimeSpan.FromMinutes(1));
                return new Seen(e.BankId.ToString());
            });
    }
}
