using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.InMemory;
using Contrail.Engine.Modules;
using Contrail.Engine.Tests.Scenarios;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Decisions;

public sealed class Claiming : StoredScenario
{
    public static TheoryData<string> Keys => ["a@b.example", "", " ", "🛫🛬", "a\nb\0c", new string('x', 10_000), "../../etc", "'; drop table events; --"];

    protected override ValueTask<IStorage> CreateAsync() => ValueTask.FromResult<IStorage>(new InMemoryStorage());

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Any_text_has_one_owner(string key)
    {
        var bank = await StartAsync();
        await bank.DecideAsync(d => d.Claim("Email", key, "ada"));

        var refusal = await Should.ThrowAsync<RefusedException>(() => bank.DecideAsync(d => d.Claim("Email", key, "bob")));

        (refusal.Kind, refusal.Key).ShouldBe((RefusalKind.BrokenRule, "Email_Is_Taken"));
        await bank.DecideAsync(d => d.Claim("Email", key + "!", "bob"));
        await bank.DecideAsync(d => d.Claim("Locator", key, "bob"));
    }

    [Fact]
    public async Task Claiming_again_for_the_same_owner_changes_nothing()
    {
        var bank = await StartAsync();
        await bank.DecideAsync(d => d.Claim("Email", "a", "ada"));

        await bank.DecideAsync(d => d.Claim("Email", "a", "ada"));

        (await bank.HeadAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_its_owner_releases_another_can_claim()
    {
        var bank = await StartAsync();
        await bank.DecideAsync(d => d.Claim("Email", "a", "ada"));
        await bank.DecideAsync(d => d.Unclaim("Email", "a", "bob"));
        await Should.ThrowAsync<RefusedException>(() => bank.DecideAsync(d => d.Claim("Email", "a", "bob")));

        await bank.DecideAsync(d => d.Unclaim("Email", "a", "ada"));
        await bank.DecideAsync(d => d.Claim("Email", "a", "bob"));

        await bank.DecideAsync(d => d.ClaimedBy("Email", "a").ShouldBe("bob"));
    }

    [Fact]
    public async Task What_was_claimed_before_a_restart_is_taken()
    {
        var bank = await StartAsync();
        await bank.DecideAsync(d => d.Claim("Email", "a", "ada"));
        bank = await RestartAsync(bank);

        await Should.ThrowAsync<RefusedException>(() => bank.DecideAsync(d => d.Claim("Email", "a", "bob")));

        await bank.DecideAsync(d => d.Claim("Email", "a", "ada"));
        (await bank.HeadAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_decision_claims_nothing()
    {
        var bank = await StartAsync();
        await Should.ThrowAsync<RefusedException>(() => bank.DecideAsync(d =>
        {
            d.Claim("Email", "a", "ada");
            throw RefusedException.NotFound("Person", "ada");
        }));

        await bank.DecideAsync(d => d.Claim("Email", "a", "bob"));
    }

    [Fact]
    public async Task Of_64_who_claim_at_once_one_wins()
    {
        var bank = await StartAsync();

        var errors = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() =>
            bank.DecideAsync(d => d.Claim("Email", "a", $"owner{i}")).ContinueWith(t => t.Exception?.InnerException, TaskScheduler.Default), Cancel)));

        errors.Count(e => e is null).ShouldBe(1);
        errors.OfType<RefusedException>().Count(e => e.Key == "Email_Is_Taken").ShouldBe(63);
    }
}
