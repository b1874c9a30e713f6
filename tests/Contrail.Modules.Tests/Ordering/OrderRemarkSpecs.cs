using Contrail.Engine.Domain;
using Contrail.Engine.Testing.Specs;
using Contrail.Ordering;
using Contrail.Ordering.Domain.Remarks;
using Contrail.Ordering.Features.Remarks;
using Xunit;
using static Contrail.Modules.Tests.Ordering.Given;

namespace Contrail.Modules.Tests.Ordering;

public sealed class OrderRemarkSpecs
{
    private const string Agent = "user:amir";
    private static readonly Guid First = Guid.Parse("0199c0de-0000-7000-8000-0000000000a1");
    private static readonly Guid Second = Guid.Parse("0199c0de-0000-7000-8000-0000000000a2");
    private static readonly OrderRemarkAdded Called = new(Id, First, "She called: her name is spelled with two l.", Agent, Now);
    private static readonly OrderRemarkAdded Answered = new(Id, Second, "Answered by mail.", Agent, Now.AddHours(1));

    [Fact]
    public void The_first_remark_begins_them() =>
        Remarks.WhenCreated(() => OrderRemarks.Begin(Id, First, "  She called: her name is spelled with two l. ", Agent, Now)).Then(Called);

    [Fact]
    public void A_further_remark_is_added() =>
        Remarks.Given(Called).When(r => r.Add(Second, Answered.Text, Agent, Answered.At)).Then(Answered);

    [Fact]
    public void The_same_remark_again_does_nothing() => Remarks.Given(Called).When(r => r.Add(First, Called.Text, Agent, Now)).ThenNothing();

    [Fact]
    public void A_remark_that_says_nothing_is_refused()
    {
        Remarks.WhenCreated(() => OrderRemarks.Begin(Id, First, " ", Agent, Now)).ThenBreaks<OrderRemarkMustSaySomethingRule>();
        Remarks.Given(Called).When(r => r.Add(Second, "", Agent, Now)).ThenBreaks<OrderRemarkMustSaySomethingRule>();
    }

    [Fact]
    public void There_are_a_hundred_at_most()
    {
        IDomainEvent[] many = [.. Enumerable.Range(1, OrderRemarks.MaxRemarks).Select(n => Called with { RemarkId = new Guid(n, 0, 0, new byte[8]) })];

        Remarks.Given(many[1..]).When(r => r.Add(Second, Answered.Text, Agent, Answered.At)).Then(Answered);
        Remarks.Given(many).When(r => r.Add(Second, Answered.Text, Agent, Answered.At)).ThenBreaks<OrderMustNotHaveTooManyRemarksRule>();
    }

    [Fact]
    public Task Each_remark_is_a_row() => ProjectionSpec.For(new OrderingModule(), new OrderRemarksProjection())
        .Given(Called, Answered)
        .ThenAsync(
            new OrderRemarkRow(First.ToString("N"), Id.ToString(), 1, Called.Text, Agent, Called.At),
            new OrderRemarkRow(Second.ToString("N"), Id.ToString(), 2, Answered.Text, Agent, Answered.At));

    private static AggregateSpec<OrderRemarks> Remarks => Spec.For<OrderRemarks>(new OrderingModule());
}
