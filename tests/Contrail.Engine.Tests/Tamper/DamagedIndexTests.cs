using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Tests.Crash;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Tamper;

/// <summary>A store finds streams by an index. When that is damaged the log is whole, and yet decisions rest on wrong streams.</summary>
public sealed class DamagedIndexTests
{
    [Theory]
    [InlineData("the first event is missing")]
    [InlineData("the last event is missing")]
    [InlineData("the stream is missing")]
    [InlineData("an event of another stream is there")]
    public async Task A_stream_that_has_other_events_by_itself_than_in_the_log_is_reported(string damage)
    {
        await using var module = await new InMemoryStorage().OpenAsync("m");
        await LogContent.FillAsync(module.Log, 0, 200, perBatch: 50);
        (await LogVerifier.VerifyAsync(module.Log)).Problems.ShouldBeEmpty();
        var damaged = Between.Of(module.Log, nameof(ILogStore.ReadStreamAsync), arguments =>
        {
            var events = module.Log.ReadStreamAsync((string)arguments[0]!, (long)arguments[1]!, (int)arguments[2]!, CancellationToken.None).AsTask().Result;
            return new ValueTask<IReadOnlyList<RecordedEvent>>((string)arguments[0]! == "bank-7" ? Damage(events, damage) : events);
        });

        var report = await LogVerifier.VerifyAsync(damaged);

        report.Problems.ShouldHaveSingleItem().ShouldContain("bank-7");
    }

    private static IReadOnlyList<RecordedEvent> Damage(IReadOnlyList<RecordedEvent> events, string damage) => damage switch
    {
        "the first event is missing" => [.. events.Skip(1)],
        "the last event is missing" => [.. events.SkipLast(1)],
        "the stream is missing" => [],
        _ => [.. events.Take(2), events[2] with { Position = 1 }, .. events.Skip(3)],
    };
}
