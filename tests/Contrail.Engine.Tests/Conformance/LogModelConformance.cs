using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Conformance;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Conformance;

/// <summary>Generated batches must have the same outcomes and leave the same log as a model that is too simple to be wrong.</summary>
public abstract class LogModelConformance : StorageConformance
{
    /// <summary>How many scripts are tried; each opens a module of its own.</summary>
    protected virtual int Scripts => 25;

    [Fact]
    public async Task Whatever_is_appended_has_the_outcomes_and_leaves_the_log_of_the_model() =>
        await Task.Run(
            () => Prop.ForAll(LogScript.Any, script => PlayAsync(script).GetAwaiter().GetResult())
                .Check(Config.QuickThrowOnFailure.WithMaxTest(Scripts)),
            Cancel);

    private async Task PlayAsync(LogScript script)
    {
        var (name, model) = (NewModuleName(), new ModelLog());
        var module = await Storage.OpenAsync(name, Cancel);
        var (batch, expected) = (new List<AppendUnit>(), new List<string>());
        foreach (var (n, step) in script.Steps.Index())
        {
            var unit = UnitOf(step, n, model);
            batch.Add(unit);
            expected.Add(model.Judge(unit));
            if (step.EndsBatch || step.Reopens || n == script.Steps.Count - 1)
            {
                (await module.Log.AppendAsync([.. batch], Cancel)).Select(ModelLog.Describe).ShouldBe(expected);
                batch.Clear();
                expected.Clear();
            }

            if (step.Reopens)
            {
                await module.DisposeAsync();
                module = await Storage.OpenAsync(name, Cancel);
            }
        }

        await ShouldBeAsync(module, model);
        await module.DisposeAsync();
    }

    private static AppendUnit UnitOf(Step step, int n, ModelLog model)
    {
        var unit = Draft.Unit(new Guid(step.Command, 0, 0, new byte[8])).Answering($"outcome {n}");
        foreach (var read in step.Reads)
        {
            unit = unit.Reading($"s-{read.Stream}", VersionOf(read));
        }

        foreach (var write in step.Writes)
        {
            unit = unit.WritingMany($"s-{write.Stream}", VersionOf(write), step.EventsOfEach);
        }

        return unit;

        long VersionOf(Touch touch) => Math.Max(0, model.VersionOf($"s-{touch.Stream}") + touch.WrongBy);
    }

    private static async Task ShouldBeAsync(IModuleStorage module, ModelLog model)
    {
        var log = await module.Log.ReadAllAsync(pageSize: 17, cancellation: Cancel).ToListAsync(Cancel);
        log.Select(e => (e.Stream, e.Version, e.Id)).ShouldBe(model.Events);
        foreach (var stream in model.Events.Select(e => e.Stream).Distinct())
        {
            var read = await module.Log.ReadWholeStreamAsync(stream, pageSize: 9, cancellation: Cancel).ToListAsync(Cancel);
            read.Select(e => (e.Stream, e.Version, e.Id)).ShouldBe(model.Events.Where(e => e.Stream == stream));
        }

        (await LogVerifier.VerifyAsync(module.Log, module.Anchor, cancellation: Cancel)).Problems.ShouldBeEmpty();
    }
}
