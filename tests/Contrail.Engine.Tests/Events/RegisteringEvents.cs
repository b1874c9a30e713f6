using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Events;

public sealed class RegisteringEvents
{
    [Fact]
    public void Two_types_cannot_claim_one_wire_name() => Message(() => Of(typeof(Painted), typeof(PaintedToo)))
        .ShouldEndWith("RegisteringEvents+Painted both claim the wire name wall.painted. Keep the newest type and lift the older version with an upcaster.");

    [Fact]
    public void Two_versions_of_one_wire_name_are_one_type_and_an_upcaster() =>
        Message(() => Of(typeof(Painted), typeof(PaintedV2))).ShouldContain("both claim the wire name wall.painted");

    [Fact]
    public void The_same_type_twice_is_one() => Of(typeof(Painted), typeof(Painted)).NameOf(typeof(Painted)).ToString().ShouldBe("wall.painted.v1");

    [Fact]
    public void A_newer_version_needs_an_upcaster_from_each_older_one()
    {
        Message(() => Of(typeof(PaintedV3))).ShouldBe("wall.painted.v3 needs an upcaster from v1: stored events of v1 could not be read.");
        Message(() => Builder(typeof(PaintedV3)).Upcast("wall.painted", 1, o => o).Build())
            .ShouldBe("wall.painted.v3 needs an upcaster from v2: stored events of v2 could not be read.");
    }

    [Theory]
    [InlineData("wall.painted", 1)]
    [InlineData("wall.pulled_down", 1)]
    public void An_upcaster_leads_somewhere(string type, int from) => Message(() => Builder(typeof(Painted)).Upcast(type, from, o => o).Build())
        .ShouldBe($"The upcaster from {type}.v{from} leads nowhere: register {type}.v{from + 1} or newer.");

    [Fact]
    public void One_step_has_one_upcaster() =>
        Message(() => Builder(typeof(PaintedV2)).Upcast("wall.painted", 1, o => o).Upcast("wall.painted", 1, o => o)).ShouldBe("Two upcasters for wall.painted.v1. Keep one.");

    [Theory]
    [InlineData("")]
    [InlineData("painted.v1")]
    [InlineData("wall.painted")]
    [InlineData("wall.painted.v0")]
    [InlineData("wall.painted.v01")]
    [InlineData("wall.painted.v10000")]
    [InlineData("Wall.Painted.v1")]
    [InlineData("wall..painted.v1")]
    [InlineData("wall.paintéd.v1")]
    [InlineData("wall.painted.v1 ")]
    [InlineData("wall.painted.v1\n")]
    [InlineData("1wall.painted.v1")]
    public void A_bad_wire_name_is_refused(string name) =>
        Should.Throw<FormatException>(() => WireName.Parse(name)).Message.ShouldContain("Write module.category.fact.vN in snake_case");

    [Fact]
    public void A_type_with_a_bad_wire_name_is_refused_when_it_is_registered() => Should.Throw<FormatException>(() => Of(typeof(BadlyNamed)));

    [Fact]
    public void A_type_that_is_not_registered_is_named() =>
        Should.Throw<UnknownEventTypeException>(() => new EventSerializer(Of()).Serialize(new Painted("red"))).Message.ShouldStartWith("Painted is not registered.");

    private static EventTypes Of(params Type[] types) => Builder(types).Build();

    private static EventTypes.Builder Builder(params Type[] types) => new EventTypes.Builder().Add(types);

    private static string Message(Action action) => Should.Throw<InvalidOperationException>(action).Message;

    [EventType("wall.painted.v1")]
    private sealed record Painted(string Colour) : IDomainEvent;

    [EventType("wall.painted.v1")]
    private sealed record PaintedToo(string Colour) : IDomainEvent;

    [EventType("wall.painted.v2")]
    private sealed record PaintedV2(string Colour, int Coats) : IDomainEvent;

    [EventType("wall.painted.v3")]
    private sealed record PaintedV3(string Colour, int Coats, string By) : IDomainEvent;

    [EventType("Painted")]
    private sealed record BadlyNamed : IDomainEvent;
}
