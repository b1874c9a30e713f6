using Contrail.Contracts;
using Contrail.Contracts.Payments;
using Contrail.Engine.Testing.Specs;
using Contrail.Payments;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Gateway;
using Contrail.Payments.Invariants;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Invariants;

/// <summary>Each promise of Payments: kept on what is right, broken by what was planted on one side or the other.</summary>
public sealed class WhatPaymentsPromises : IAsyncLifetime
{
    private static readonly PaymentId Id = new(Guid.Parse("33333333-3333-4333-8333-333333333333"));
    private static readonly Money Price = new(10_000, "EUR");
    private readonly string directory = Directory.CreateTempSubdirectory("promises-").FullName;
    private PaymentsModule module = null!;
    private IPaymentGateway gateway = null!;
    private PlantedModule payments = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BooksAgree BooksAgree => new(payments.Modules, module);

    public async ValueTask InitializeAsync()
    {
        var options = new PaymentsOptions(Path.Combine(directory, "payment-simulator.db"), new byte[32]) { Clock = new ManualClock() };
        module = new PaymentsModule(options, simulator => gateway = simulator);
        payments = await PlantedModule.StartAsync(module);
        await payments.PlantAsync($"payment-{Id}", new PaymentStarted(Id, "o1", Price, new PaymentMeans(PaymentMethod.Card, "token", "visa", "4242")));
    }

    public async ValueTask DisposeAsync()
    {
        await payments.DisposeAsync();
        await module.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Both_books_agree_on_what_was_taken_and_all_holds()
    {
        await TakeAtTheBankAsync();
        await payments.PlantAsync($"payment-{Id}", new PaymentAuthorized(Id, "o1", Price, "a1", false), new PaymentCaptured(Id, "o1", Price, "c1"));

        var examined = await BooksAgree.ExamineAsync(Cancel);

        examined.Checked.ShouldBe(1);
        examined.Deviations.ShouldBeEmpty();
        (await PlantedModule.DeviationsOf(new NoMoreBackThanTaken(payments.Modules))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Money_of_which_the_bank_knows_nothing_is_found()
    {
        await payments.PlantAsync($"payment-{Id}", new PaymentAuthorized(Id, "o1", Price, "a1", false), new PaymentCaptured(Id, "o1", Price, "c1"));

        (await PlantedModule.DeviationsOf(BooksAgree)).ShouldHaveSingleItem().IsInMotion.ShouldBeFalse();
    }

    [Fact]
    public async Task Money_that_the_bank_took_and_we_do_not_know_of_is_found()
    {
        await TakeAtTheBankAsync();

        (await PlantedModule.DeviationsOf(BooksAgree)).ShouldHaveSingleItem().Text.ShouldContain($"Payment {Id}");
    }

    [Fact]
    public async Task More_given_back_than_was_taken_is_found()
    {
        await payments.PlantAsync(
            $"payment-{Id}", new PaymentAuthorized(Id, "o1", Price, "a1", false), new PaymentCaptured(Id, "o1", Price, "c1"), new PaymentRefunded(Id, "o1", "r1", Price + Price));

        (await PlantedModule.DeviationsOf(new NoMoreBackThanTaken(payments.Modules))).ShouldHaveSingleItem().Stream.ShouldBe($"payment-{Id}");
    }

    private async Task TakeAtTheBankAsync()
    {
        var card = await gateway.TokenizeAsync(new Card("4242424242424242"), Cancel);
        var authorized = await gateway.AuthorizeAsync($"{Id}:authorization", card.Token, Price, "o1", Cancel);
        await gateway.CaptureAsync($"{Id}:capture", ((GatewayAnswer.Approved)authorized).Id, Price, Cancel);
    }
}
