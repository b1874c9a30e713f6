using Contrail.Booking.Domain.Tickets;
using Contrail.Booking.Features;
using Contrail.Contracts.Flights;
using Contrail.Engine.Testing.Specs;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Booking;

public sealed class TicketSpecs
{
    private static readonly TicketNumber Number = TicketNumber.Of(1);

    private static readonly TicketIssued Issued = new(
        Number, Given.BookingId, "BCDFGH", "Ada Lovelace", PassengerType.Adult, [new Coupon(Given.Flight, "CT101", "LHR", "JFK", Given.Departure, "11A")], Given.Now);

    private static AggregateSpec<Ticket> New => Spec.For<Ticket>(Given.Module);

    [Fact]
    public void A_number_is_the_accounting_code_and_ten_digits() => TicketNumber.Of(42).Value.ShouldBe("9870000000042");

    [Fact]
    public void Issuing_records_a_coupon_for_each_flight() => New
        .WhenCreated(() => Ticket.Issue(Number, Given.BookingId, "BCDFGH", "Ada Lovelace", PassengerType.Adult, Issued.Coupons, Given.Now))
        .Then(Issued);

    [Fact]
    public void On_the_day_of_issue_it_is_voided() => New.Given(Issued).When(t => t.TakeBack(Given.Now.AddHours(22))).Then(new TicketVoided(Number, Given.BookingId));

    [Fact]
    public void From_the_next_day_on_it_is_refunded() => New.Given(Issued).When(t => t.TakeBack(Given.Now.AddHours(23))).Then(new TicketRefunded(Number, Given.BookingId));

    [Fact]
    public void It_is_not_voided_the_next_day() => New.Given(Issued).When(t => t.Void(Given.Now.AddDays(1))).ThenRefuses("Ticket_Is_Voided_On_The_Day_Of_Issue");

    [Fact]
    public void It_is_taken_back_once() => New.Given(Issued, new TicketVoided(Number, Given.BookingId)).When(t => t.TakeBack(Given.Now.AddDays(1))).ThenNothing();

    [Fact]
    public void Its_coupon_names_the_seat() => New.Given(Issued)
        .When(t => t.Reseat(Given.Flight, "12C"))
        .Then(new TicketReseated(Number, Given.BookingId, Given.Flight, "12C"))
        .ThenState(t => t.Coupons.Single().Seat.ShouldBe("12C"));

    [Fact]
    public void The_same_seat_changes_nothing() => New.Given(Issued).When(t => t.Reseat(Given.Flight, "11A")).ThenNothing();

    [Fact]
    public void Numbers_follow_each_other_without_a_gap() => Spec.For<TicketStock>(Given.Module)
        .Given(new TicketNumbersDrawn(1, 3, Given.BookingId))
        .When(s => s.Draw(2, Given.OtherId).ShouldBe([TicketNumber.Of(4), TicketNumber.Of(5)]))
        .Then(new TicketNumbersDrawn(4, 2, Given.OtherId));

    [Fact]
    public void References_have_six_characters_that_do_not_look_alike_and_make_no_words()
    {
        var references = Enumerable.Range(0, 1000).Select(i => RecordLocator.Candidate(Guid.CreateVersion7(), i)).ToList();
        references.ShouldAllBe(r => r.Length == 6 && r.All(RecordLocator.Alphabet.Contains));
        RecordLocator.Alphabet.Intersect("01AEIOUL").ShouldBeEmpty();
        references.Distinct().Count().ShouldBeGreaterThan(995);
    }

    [Fact]
    public void The_same_command_gets_the_same_reference()
    {
        var command = Guid.CreateVersion7();
        RecordLocator.Candidate(command, 0).ShouldBe(RecordLocator.Candidate(command, 0));
        RecordLocator.Candidate(command, 1).ShouldNotBe(RecordLocator.Candidate(command, 0));
    }
}
