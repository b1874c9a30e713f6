using System.Text.Json;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Scenarios;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Decisions;

/// <summary>One id, one effect, one answer: in flight, lately, and after a restart.</summary>
public abstract class RepeatingCommands : StoredScenario
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_recorded_result_is_given_again(bool restarts)
    {
        var (bank, id) = (await StartAsync(), Guid.CreateVersion7());
        await bank.OpenAsync("LH400", 10);
        var first = await bank.HoldAsync("LH400", "ada", 3, id);
        await bank.HoldAsync("LH400", "bob", 2);
        bank = restarts ? await RestartAsync(bank) : bank;
        var head = await bank.HeadAsync();

        var again = await bank.HoldAsync("LH400", "ada", 3, id);

        (again.Result, again.Position, again.IsReplay).ShouldBe((7, first.Position, true));
        (await bank.HeadAsync()).ShouldBe(head);
        (await bank.HoldAsync("LH400", "eve", 5)).Result.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_is_given_again_although_it_would_be_accepted_now(bool restarts)
    {
        var (bank, id) = (await StartAsync(), Guid.CreateVersion7());
        await bank.OpenAsync("LH400", 3);
        await bank.HoldAsync("LH400", "ada", 3);
        await Should.ThrowAsync<RefusedException>(() => bank.HoldAsync("LH400", "bob", 1, id));
        await bank.Decisions.ExecuteAsync(new ReleaseSeats(new("LH400"), "ada"), CommandContext.New(), Cancel);
        bank = restarts ? await RestartAsync(bank) : bank;

        var again = await Should.ThrowAsync<RefusedException>(() => bank.HoldAsync("LH400", "bob", 1, id));

        (again.Kind, again.Key, again.Message).ShouldBe((RefusalKind.BrokenRule, "SeatBank_Not_Enough_Free_Seats", "1 seats are wanted, 0 are free."));
        (await bank.HoldAsync("LH400", "bob", 1)).Result.ShouldBe(2);
    }

    [Fact]
    public async Task Another_request_under_an_id_in_flight_is_an_error()
    {
        var (bank, id, gate) = (await StartAsync(), Guid.CreateVersion7(), new TaskCompletionSource());
        await bank.OpenAsync("LH400", 10);
        Storage.BeforeAppend = _ => gate.Task;
        var first = HoldAsync(bank, id, "ada");
        var (same, other) = (HoldAsync(bank, id, "ada"), HoldAsync(bank, id, "bob"));
        gate.SetResult();

        (await first).IsReplay.ShouldBeFalse();
        (await same).IsReplay.ShouldBeTrue();
        (await Should.ThrowAsync<CommandIdReusedException>(() => other)).Message.ShouldContain("Send a changed request under a new id.");
        (await bank.BankAsync("LH400")).Held.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_request_under_a_used_id_is_an_error(bool restarts)
    {
        var (bank, id) = (await StartAsync(), Guid.CreateVersion7());
        await bank.OpenAsync("LH400", 10);
        await HoldAsync(bank, id, "ada");
        bank = restarts ? await RestartAsync(bank) : bank;

        await Should.ThrowAsync<CommandIdReusedException>(() => HoldAsync(bank, id, "bob"));

        (await HoldAsync(bank, id, "ada")).IsReplay.ShouldBeTrue();
        (await bank.HoldAsync("LH400", "eve", 9)).Result.ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_replay_over_a_store_that_fails_meanwhile_is_still_a_replay(int failures)
    {
        var (bank, id) = (await StartAsync(), Guid.CreateVersion7());
        await bank.OpenAsync("LH400", 10);
        await bank.HoldAsync("LH400", "ada", 3, id);
        await bank.HoldAsync("LH400", "bob", 2);
        bank = await RestartAsync(bank);
        Storage.UnavailableAppends = failures;

        var again = await bank.HoldAsync("LH400", "ada", 3, id);

        (again.Result, again.IsReplay).ShouldBe((7, true));
    }

    [Fact]
    public async Task The_recorded_answer_is_given_even_if_the_handler_would_fail_now()
    {
        var (bank, id) = (await StartAsync(), Guid.CreateVersion7());
        await bank.OpenAsync("LH400", 10, id);
        bank = await RestartAsync(bank);

        (await bank.DecideAsync(_ => throw new DivideByZeroException(), id)).IsReplay.ShouldBeTrue();
    }

    [Fact]
    public async Task A_result_of_any_depth_that_can_be_recorded_can_be_given_again()
    {
        var (module, id) = (new SeatsModule(m => m.AddHandler(new DigHandler())), Guid.CreateVersion7());
        var bank = await StartAsync(module, Unhurried);
        var first = await bank.Decisions.ExecuteAsync(new Dig(63), CommandContext.For(id), Cancel).WaitAsync(Patience, Cancel);
        bank = await RestartAsync(bank, module, Unhurried);

        var again = await bank.Decisions.ExecuteAsync(new Dig(63), CommandContext.For(id), Cancel).WaitAsync(Patience, Cancel);

        again.Result.GetRawText().ShouldBe(first.Result.GetRawText());
        await Should.ThrowAsync<JsonException>(() => bank.Decisions.ExecuteAsync(new Dig(10_000), CommandContext.New(), Cancel).WaitAsync(Patience, Cancel));
        await bank.OpenAsync("LH400");
    }

    private static Task<CommandResult<int>> HoldAsync(RunningModule bank, Guid id, string holder)
    {
        var command = new HoldSeats(new("LH400"), holder, 1);
        return bank.Decisions.ExecuteAsync(command, CommandContext.For(id) with { Fingerprint = CommandContext.FingerprintOf(command) }, Cancel).WaitAsync(Patience, Cancel);
    }

    private sealed record Dig(int Depth) : ICommand<JsonElement>;

    private sealed class DigHandler : ICommandHandler<Dig, JsonElement>
    {
        public JsonElement Handle(Dig command, IDecision decision) =>
            JsonDocument.Parse(new string('[', command.Depth) + new string(']', command.Depth), new JsonDocumentOptions { MaxDepth = command.Depth }).RootElement;
    }
}

public sealed class RepeatingCommandsInMemory : RepeatingCommands
{
    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());
}
