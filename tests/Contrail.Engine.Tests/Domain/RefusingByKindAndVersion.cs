using Contrail.Engine.Domain;
using Contrail.Engine.Testing.Specs;
using Contrail.SeatBank;
using Contrail.SeatBank.SeatBanks;
using Shouldly;
using Xunit;
using Bank = Contrail.SeatBank.SeatBanks.SeatBank;

namespace Contrail.Engine.Tests.Domain;

public sealed class RefusingByKindAndVersion
{
    private static readonly SeatBankId Id = new("LH400");

    private static AggregateSpec<Bank> AtVersionTwo =>
        Spec.For<Bank>(new BankModule()).Given(new SeatBankOpened(Id, "LH400", 10), new SeatsHeld(Id, "ada", 3));

    [Fact]
    public void The_version_that_the_caller_saw_lets_the_decision_through() =>
        AtVersionTwo.When(b => HoldSeeing(b, 2)).Then(new SeatsHeld(Id, "bob", 1));

    [Fact]
    public void A_caller_that_says_no_version_is_not_asked_for_one() =>
        AtVersionTwo.When(b => HoldSeeing(b, null)).Then(new SeatsHeld(Id, "bob", 1));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Any_other_version_is_refused_and_told_the_current_one(long seen)
    {
        AtVersionTwo.When(b => HoldSeeing(b, seen)).ThenRefuses("SeatBank_Has_Changed", $"It has changed: version 2 is current, {seen} was expected. Look again, then decide.");
        AtVersionTwo.When(b => Should.Throw<RefusedException>(() => b.ExpectVersion(seen)).Kind.ShouldBe(RefusalKind.WrongVersion)).ThenNothing();
    }

    [Fact]
    public void A_rule_is_a_broken_rule_unless_it_says_otherwise()
    {
        new SeatBankMustBeOpenRule(isClosed: true).Kind.ShouldBe(RefusalKind.BrokenRule);
        Should.Throw<RefusedException>(() => Stall.Visit(new StallMustHaveOpenedRule(RefusalKind.BrokenRule))).Kind.ShouldBe(RefusalKind.BrokenRule);
    }

    [Theory]
    [InlineData(RefusalKind.Gone)]
    [InlineData(RefusalKind.Invalid)]
    [InlineData(RefusalKind.Forbidden)]
    public void A_rule_refuses_in_the_kind_it_says(RefusalKind kind)
    {
        var refusal = Should.Throw<RefusedException>(() => Stall.Visit(new StallMustHaveOpenedRule(kind)));

        refusal.Kind.ShouldBe(kind);
        refusal.Key.ShouldBe("Stall_Must_Have_Opened");
        refusal.Message.ShouldBe("Must Have Opened.");
    }

    private static void HoldSeeing(Bank bank, long? version)
    {
        bank.ExpectVersion(version);
        bank.Hold("bob", 1);
    }

    private sealed class StallMustHaveOpenedRule(RefusalKind kind) : Rule("Stall_Must_Have_Opened")
    {
        public override RefusalKind Kind => kind;

        public override bool IsFollowed() => false;
    }

    private sealed class Stall : AggregateRoot
    {
        protected internal override string IdText => "1";

        public static void Visit(Rule rule) => Check(rule);
    }
}
