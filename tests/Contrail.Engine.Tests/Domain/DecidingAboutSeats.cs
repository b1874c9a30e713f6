using Contrail.Engine.Testing.Specs;
using Contrail.SeatBank;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;
using Bank = Contrail.SeatBank.SeatBanks.SeatBank;

namespace Contrail.Engine.Tests.Domain;

public sealed class DecidingAboutSeats
{
    private static readonly SeatBankId Id = new("LH400");
    private static readonly SeatBankOpened Opened = new(Id, "LH400", 10);

    private static AggregateSpec<Bank> Banks => Spec.For<Bank>(new BankModule());

    private static AggregateSpec<Bank> Open => Banks.Given(Opened);

    [Fact]
    public void A_bank_is_opened() => Banks.WhenCreated(() => Bank.Open(Id, "LH400", 10)).Then(Opened).ThenState(b => b.Free.ShouldBe(10));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_bank_without_seats_is_refused(int capacity) =>
        Banks.WhenCreated(() => Bank.Open(Id, "LH400", capacity)).ThenBreaks<CapacityMustBePositiveRule>("Capacity Must Be Positive.");

    [Fact]
    public void Seats_are_held() => Open.When(b => b.Hold("ada", 3)).Then(new SeatsHeld(Id, "ada", 3)).ThenState(b => (b.Held, b.Free).ShouldBe((3, 7)));

    [Fact]
    public void The_last_seat_can_be_held() => Open.When(b => b.Hold("ada", 10)).Then(new SeatsHeld(Id, "ada", 10)).ThenState(b => b.Free.ShouldBe(0));

    [Theory]
    [InlineData(11)]
    [InlineData(0)]
    public void Holding_more_than_is_free_or_nothing_is_refused(int seats) =>
        Open.When(b => b.Hold("ada", seats)).ThenBreaks<EnoughSeatsMustBeFreeRule>($"{seats} seats are wanted, 10 are free.");

    [Fact]
    public void Holding_in_a_closed_bank_is_refused() =>
        Open.Given(new SeatBankClosed(Id)).When(b => b.Hold("ada", 1)).ThenBreaks<SeatBankMustBeOpenRule>("Must Be Open.");

    [Fact]
    public void Holding_again_is_quiet() => Open.Given(new SeatsHeld(Id, "ada", 3)).When(b => b.Hold("ada", 5)).ThenNothing();

    [Fact]
    public void Held_seats_are_released() =>
        Open.Given(new SeatsHeld(Id, "ada", 3)).When(b => b.Release("ada")).Then(new SeatsReleased(Id, "ada", 3)).ThenState(b => b.Free.ShouldBe(10));

    [Fact]
    public void Releasing_what_is_not_held_is_quiet() => Open.When(b => b.Release("ada")).ThenNothing();

    [Fact]
    public void Releasing_what_is_sold_is_quiet() =>
        Open.Given(new SeatsHeld(Id, "ada", 3), new SeatsSold(Id, "ada", 3)).When(b => b.Release("ada")).ThenNothing();

    [Fact]
    public void Held_seats_are_sold() =>
        Open.Given(new SeatsHeld(Id, "ada", 3)).When(b => b.Sell("ada")).Then(new SeatsSold(Id, "ada", 3)).ThenState(b => (b.Held, b.Sold).ShouldBe((0, 3)));

    [Fact]
    public void Selling_what_is_not_held_is_refused() => Open.When(b => b.Sell("ada")).ThenRefuses("SeatBank_Only_Held_Seats_Can_Be_Sold", "Only Held Seats Can Be Sold.");

    [Fact]
    public void Selling_again_is_quiet() =>
        Open.Given(new SeatsHeld(Id, "ada", 3), new SeatsSold(Id, "ada", 3)).When(b => b.Sell("ada")).ThenNothing();

    [Fact]
    public void A_bank_is_closed() => Open.When(b => b.Close()).Then(new SeatBankClosed(Id)).ThenState(b => b.IsClosed.ShouldBeTrue());

    [Fact]
    public void Closing_again_is_quiet() => Open.Given(new SeatBankClosed(Id)).When(b => b.Close()).ThenNothing();

    [Fact]
    public void One_decision_may_have_several_events_in_order() => Open.When(b =>
    {
        b.Hold("ada", 1);
        b.Sell("ada");
        b.Close();
    }).Then(new SeatsHeld(Id, "ada", 1), new SeatsSold(Id, "ada", 1), new SeatBankClosed(Id));
}
