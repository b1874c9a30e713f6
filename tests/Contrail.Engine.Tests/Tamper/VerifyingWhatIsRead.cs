using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Tests.Crash;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Tamper;

/// <summary>A verification reports what is wrong with what a store gives it, and nothing else.</summary>
public sealed class VerifyingWhatIsRead : IAsyncLifetime
{
    private const int Events = 200;
    private readonly InMemoryLogStore log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await LogContent.FillAsync(log, 0, Events, perBatch: 50);

    public ValueTask DisposeAsync() => log.DisposeAsync();

    [Fact]
    public async Task A_log_whose_head_is_told_late_is_whole()
    {
        var earlier = new LogHead(150, (await log.ReadAsync(149, 1, null, Cancel)).Events[0].Hash);
        var late = Between.Of<ILogStore>(log, nameof(ILogStore.ReadHeadAsync), _ => new ValueTask<LogHead>(earlier));

        var report = await LogVerifier.VerifyAsync(late, cancellation: Cancel);

        report.Problems.ShouldBeEmpty();
        report.Events.ShouldBe(Events);
    }

    [Fact]
    public async Task Events_behind_the_head_are_reported()
    {
        var head = new LogHead(150, (await log.ReadAsync(149, 1, null, Cancel)).Events[0].Hash);
        var stuck = Reading(page => page with { Head = 150, ScannedTo = Math.Max(page.ScannedTo, 150) });
        stuck = Between.Of(stuck, nameof(ILogStore.ReadHeadAsync), _ => new ValueTask<LogHead>(head));

        var report = await LogVerifier.VerifyAsync(stuck, cancellation: Cancel);

        report.Problems.ShouldHaveSingleItem().ShouldContain("ends at position 150");
    }

    [Fact]
    public async Task A_hash_of_another_length_is_reported()
    {
        var damaged = Reading(page => page with { Events = [.. page.Events.Select(e => e.Position == 70 ? e with { Hash = new byte[96] } : e)] });

        var report = await LogVerifier.VerifyAsync(damaged, cancellation: Cancel);

        report.Problems.Count.ShouldBe(2);
        report.Problems[0].ShouldStartWith("Position 70:");
        report.Problems[1].ShouldStartWith("Position 71:");
    }

    private ILogStore Reading(Func<LogPage, LogPage> change) => Between.Of<ILogStore>(log, nameof(ILogStore.ReadAsync), arguments =>
        new ValueTask<LogPage>(ReadAsync((long)arguments[0]!, (int)arguments[1]!, change)));

    private async Task<LogPage> ReadAsync(long after, int limit, Func<LogPage, LogPage> change) =>
        change(await log.ReadAsync(after, limit, null, CancellationToken.None));
}
