using Contrail.Engine.Events;
using Contrail.Engine.Modules;
using Contrail.Engine.Processes;
using Contrail.Engine.Testing.Specs;
using Contrail.SeatBank;
using Contrail.SeatBank.Purchases;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;
using Xunit;

namespace Contrail.Engine.Tests.Domain;

public sealed class FollowingFromSeats
{
    private static readonly SeatBankId Id = new("LH400");
    private static readonly SeatBankOpened Opened = new(Id, "L4", 10);
    private static readonly SeatsHeld Held = new(Id, "ada", 3);
    private static readonly SeatsSold Sold = new(Id, "ada", 3);
    private static readonly SeatsReleased Released = new(Id, "ada", 3);
    private static readonly HolderChargedV1 Charged = new("LH400", "ada", 300);

    private static ProcessSpec<SeatPurchase> Purchase => new(new BankModule());

    [Fact]
    public Task A_bank_shows_what_is_free_held_and_sold() => ProjectionSpec.For(new BankModule(), new BankOverviewProjection())
        .Given(Opened, Held, new SeatsHeld(Id, "bob", 2), Sold, new SeatsReleased(Id, "bob", 2), new SeatsHeld(Id, "eve", 1), new SeatBankClosed(Id))
        .ThenAsync(new BankOverview("LH400", "L4", 10, 6, 1, 3, true));

    [Fact]
    public Task Each_bank_has_its_own_row() => ProjectionSpec.For(new BankModule(), new BankOverviewProjection())
        .Given(Opened, new SeatBankOpened(new("BA1"), "B1", 5), Held)
        .ThenAsync(new BankOverview("LH400", "L4", 10, 7, 3, 0, false), new BankOverview("BA1", "B1", 5, 5, 0, 0, false));

    [Fact]
    public Task A_holding_says_since_when_it_is_held_or_sold() => ProjectionSpec.For(new BankModule(), new HoldingsProjection())
        .GivenAt(ManualClock.Start, Opened, Held, new SeatsHeld(Id, "bob", 2))
        .GivenAt(ManualClock.Start.AddMinutes(2), Sold)
        .ThenAsync(
            new Holding("LH400/ada", "LH400", "ada", 3, "sold", ManualClock.Start.AddMinutes(2)),
            new Holding("LH400/bob", "LH400", "bob", 2, "held", ManualClock.Start));

    [Fact]
    public Task A_released_holding_is_gone() => ProjectionSpec.For(new BankModule(), new HoldingsProjection()).Given(Held, Released).ThenNothingAsync();

    [Fact]
    public Task A_holding_comes_back_after_it_was_gone() => ProjectionSpec.For(new BankModule(), new HoldingsProjection())
        .Given(Held, Released, Held with { Seats = 1 })
        .ThenAsync(new Holding("LH400/ada", "LH400", "ada", 1, "held", ManualClock.Start));

    [Fact]
    public void Selling_the_last_seat_closes_the_bank() =>
        ReactionSpec.For(new BankModule(), new OnLastSeatSold()).Given(Sold with { Holder = "last-ada" }).Then(new CloseSeatBank(Id));

    [Fact]
    public void Selling_another_seat_closes_nothing() => ReactionSpec.For(new BankModule(), new OnLastSeatSold()).Given(Sold).ThenNothing();

    [Fact]
    public void Held_seats_are_charged_within_five_minutes() => Purchase.When(Held)
        .ThenRecords(new SeatPurchaseStarted(Id, "ada"))
        .ThenSends(new ChargeHolder("LH400", "ada", 3))
        .ThenDeadlines(("charge", ManualClock.Start.AddMinutes(5)))
        .ThenGoesOn();

    [Fact]
    public void Charged_seats_are_sold() => Purchase.Given(Held).When(Charged)
        .ThenRecords(new SeatPurchaseCharged(Id, "ada")).ThenSends(new SellSeats(Id, "ada")).ThenDeadlines().ThenGoesOn();

    [Fact]
    public void A_purchase_ends_with_the_sale() => Purchase.Given(Held, Charged).When(Sold).ThenSends().ThenDeadlines().ThenCompletes("sold");

    [Fact]
    public void A_refused_charge_releases_the_seats() => Purchase.Given(Held).WhenRefused<ChargeHolder>("Account_Holders_Must_Be_Good_For_Their_Money")
        .ThenSends(new ReleaseSeats(Id, "ada")).ThenGoesOn();

    [Fact]
    public void A_till_that_keeps_silent_for_five_minutes_releases_the_seats() => Purchase.Given(Held).WhenTimePasses(TimeSpan.FromMinutes(5))
        .ThenRecordsAll(new ProcessTimedOut("charge"), Requested(new ReleaseSeats(Id, "ada"))).ThenDeadlines().ThenGoesOn();

    [Fact]
    public void Before_five_minutes_nothing_happens() => Purchase.Given(Held).WhenTimePasses(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1))
        .ThenNothing().ThenDeadlines(("charge", ManualClock.Start.AddMinutes(5)));

    [Fact]
    public void Released_seats_end_the_purchase() => Purchase.Given(Held).When(Released).ThenSends().ThenDeadlines().ThenCompletes("released");

    [Fact]
    public void That_it_has_ended_says_that_it_has_no_deadlines() => Purchase.Given(Held).When(Released).ThenRecordsAll(new ProcessCompleted("released")).ThenDeadlines();

    [Fact]
    public void A_sale_that_is_refused_after_the_charge_needs_a_person() =>
        Purchase.Given(Held, Charged).WhenRefused<SellSeats>("SeatBank_Not_Found").ThenSends().ThenDeadlines().ThenFails("Charged, but the seats are gone.");

    [Fact]
    public void A_refusal_that_nothing_hears_fails_the_purchase_and_clears_its_deadlines() => Purchase.Given(Held).WhenRefused<CloseSeatBank>("No_Way")
        .ThenSends().ThenDeadlines().ThenFails("bank.close_seat_bank was refused (No_Way) and nothing hears it.");

    [Fact]
    public void After_its_end_a_purchase_hears_nothing() => Purchase.Given(Held, Released).When(Charged).ThenNothing();

    [Fact]
    public void A_purchase_starts_once() => Purchase.Given(Held).When(Held with { Seats = 9 }).ThenNothing();

    [Fact]
    public void Without_a_purchase_a_charge_means_nothing() => Purchase.When(Charged).ThenNothing();

    private static CommandRequested Requested(ReleaseSeats command) =>
        CommandRequested.For(command, new EventSerializer(Types()));

    private static EventTypes Types()
    {
        var builder = new ModuleBuilder("bank");
        new BankModule().Define(builder);
        return builder.Types.Build();
    }
}
