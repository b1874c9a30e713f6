using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Projections;
using Contrail.Engine.Reactions;
using Contrail.Engine.Testing.Specs;
using Contrail.SeatBank;
using Contrail.SeatBank.Purchases;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;
using Xunit.Sdk;
using Bank = Contrail.SeatBank.SeatBanks.SeatBank;

namespace Contrail.Engine.Tests.Specs;

/// <summary>A specification that cannot fail specifies nothing.</summary>
public sealed class SpecsThatFail
{
    private static readonly SeatBankId Id = new("LH400");
    private static readonly SeatsHeld Held = new(Id, "ada", 3);

    private static AggregateSpec<Bank> Open => Spec.For<Bank>(new BankModule()).Given(new SeatBankOpened(Id, "LH400", 10));

    [Fact]
    public void Another_content_is_shown_line_by_line() =>
        Should.Throw<XunitException>(() => Open.When(b => b.Hold("ada", 3)).Then(Held with { Seats = 4 })).Message.ShouldBe(
            """
            SeatBank: 1 expected (-), 1 found (+).
              - 1. bank.seat_bank.seats_held.v1 {"bankId":"LH400","holder":"ada","seats":4}
              + 1. bank.seat_bank.seats_held.v1 {"bankId":"LH400","holder":"ada","seats":3}
            """);

    [Fact]
    public void Another_order_fails() => Fails(() => Open.When(b =>
    {
        b.Hold("ada", 3);
        b.Close();
    }).Then(new SeatBankClosed(Id), Held));

    [Fact]
    public void A_missing_or_superfluous_event_fails()
    {
        Fails(() => Open.When(b => b.Hold("ada", 3)).ThenNothing());
        Fails(() => Open.When(b => b.Release("ada")).Then(Held));
    }

    [Fact]
    public void A_decision_that_is_accepted_is_no_refusal() => Fails(() => Open.When(b => b.Hold("ada", 3)).ThenBreaks<EnoughSeatsMustBeFreeRule>());

    [Fact]
    public void Another_refusal_fails() => Fails(() => Open.When(b => b.Hold("ada", 30)).ThenBreaks<SeatBankMustBeOpenRule>());

    [Fact]
    public void A_refusal_is_no_silence() => Fails(() => Open.When(b => b.Hold("ada", 30)).ThenNothing());

    [Fact]
    public Task Other_rows_fail() => Should.ThrowAsync<XunitException>(() =>
        ProjectionSpec.For(new BankModule(), new BankOverviewProjection()).Given(new SeatBankOpened(Id, "L4", 10)).ThenAsync(new BankOverview("LH400", "L4", 11, 10, 0, 0, false)));

    [Fact]
    public async Task A_projection_that_depends_on_pages_fails()
    {
        var error = await Should.ThrowAsync<XunitException>(() =>
            ProjectionSpec.For(new BankModule(), new CountsRunsProjection()).Given(Held, Held).ThenAsync(new Count("LH400", 2)));
        error.Message.ShouldStartWith("counts with one event in each page");
    }

    [Fact]
    public Task A_projection_that_cannot_fold_fails() => Should.ThrowAsync<XunitException>(() =>
        ProjectionSpec.For(new BankModule(), new BankOverviewProjection()).Given(Held).ThenNothingAsync());

    [Fact]
    public void A_reaction_that_draws_lots_fails() => Fails(() => ReactionSpec.For(new BankModule(), new DrawsLots()).Given(Held).Then(new SellSeats(Id, "1")));

    [Fact]
    public void Another_command_fails() =>
        Fails(() => ReactionSpec.For(new BankModule(), new OnLastSeatSold()).Given(new SeatsSold(Id, "last", 1)).Then(new CloseSeatBank(new("BA1"))));

    [Fact]
    public void A_process_that_does_something_else_fails()
    {
        Fails(() => new ProcessSpec<SeatPurchase>(new BankModule()).When(Held).ThenSends());
        Fails(() => new ProcessSpec<SeatPurchase>(new BankModule()).When(Held).ThenDeadlines());
        Fails(() => new ProcessSpec<SeatPurchase>(new BankModule()).When(Held).ThenCompletes("sold"));
        Fails(() => new ProcessSpec<SeatPurchase>(new BankModule()).When(Held).ThenNothing());
    }

    private static void Fails(Action specification) => Should.Throw<XunitException>(specification);

    private sealed record Count(string Id, int Events);

    /// <summary>Counts pages, not events: it keeps something outside its rows.</summary>
    private sealed class CountsRunsProjection : Projection<Count>
    {
        private int seen;

        public CountsRunsProjection()
            : base("counts", 1) => On<SeatsHeld>(e => e.BankId, (row, e) => new Count("LH400", ++seen));
    }

    private sealed class DrawsLots : IReaction<SeatsHeld>
    {
        private int drawn;

        public ICommand? React(EventEnvelope<SeatsHeld> e) => new SellSeats(e.Event.BankId, $"{++drawn}");
    }
}
