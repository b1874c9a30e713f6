using Contrail.Contracts;
using Contrail.Contracts.Identity;
using Contrail.Contracts.Ordering;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Ordering.Domain.Orders;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Ordering.Features;

/// <summary>Puts bookings into an order that can then be placed and paid. A draft that held one of them before is given up for it.</summary>
/// <param name="BookingIds">What to pay for.</param>
/// <param name="UserId">Who orders; null for a guest.</param>
/// <param name="Covered">Bookings that a guest's token covers.</param>
/// <param name="IsStaff">Staff order for anybody.</param>
internal sealed record DraftOrder(IReadOnlyList<string> BookingIds, string? UserId, IReadOnlyList<string> Covered, bool IsStaff) : ICommand<DraftedOrder>;

/// <summary>A drafted order.</summary>
internal sealed record DraftedOrder(string Id, string Status, IReadOnlyList<DraftedLine> Lines, Money Total, DateTimeOffset PayBefore);

/// <summary>One line of it.</summary>
internal sealed record DraftedLine(string BookingId, string Reference, string Text, Money Price);

internal sealed class DraftOrderHandler : ICommandHandler<DraftOrder, DraftedOrder>
{
    public DraftedOrder Handle(DraftOrder command, IDecision decision)
    {
        var bookings = command.BookingIds.Distinct().ToDictionary(id => id, id => FactsOf(id, command, decision));
        var lines = bookings.Select(b => new OrderLine(b.Key, b.Value.Reference, b.Value.Text, b.Value.Total)).ToList();
        var first = bookings.Values.FirstOrDefault();
        Expect(new OrderMustBeOneOwnersRule(bookings.Values));
        var id = new OrderId(decision.NewId("order"));
        foreach (var booking in bookings.Keys)
        {
            GiveUpDraft(booking, decision);
            OrderOfBooking.Claim(decision, booking, id);
        }

        var order = Order.Draft(id, first?.UserId, first?.Contact ?? new("", null, ""), lines);
        decision.Add(order);
        return new DraftedOrder(
            id.ToString(), "draft", [.. lines.Select(l => new DraftedLine(l.BookingId, l.Reference, l.Text, l.Price))], order.Total,
            bookings.Values.Min(b => b.PayBefore));
    }

    private static BookingFacts FactsOf(string id, DraftOrder command, IDecision decision)
    {
        var facts = decision.Find<BookingFacts>(id);
        var isTheirs = facts is not null
            && (command.IsStaff || command.Covered.Contains(id) || (command.UserId is { } user && user == facts.UserId));
        if (!isTheirs)
        {
            throw RefusedException.NotFound("Booking", id);
        }

        Expect(new BookingMustBeReservedRule(facts!.Status, facts.Reference));
        return facts;
    }

    private static void Expect(Rule rule)
    {
        if (!rule.IsFollowed())
        {
            throw new RefusedException(rule.Kind, rule.TranslationKey, rule.Explanation);
        }
    }

    private static void GiveUpDraft(string booking, IDecision decision)
    {
        if (OrderOfBooking.Find(decision, booking) is { State: not (OrderState.Placed or OrderState.Confirmed) } other)
        {
            other.End(OrderEnd.Cancelled, "It was replaced by another order.");
            OrderOfBooking.Unclaim(decision, booking, other.Id);
        }
    }
}

internal sealed class DraftOrderEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/orders", HandleAsync)
        .WithName("DraftOrder").WithSummary("Puts bookings into an order").WithTags("Orders")
        .AllowAccess(AccessRule.Identified);

    private static async Task<Created<DraftedOrder>> HandleAsync(DraftOrderBody body, ModuleRequest<OrderingModule> request)
    {
        var caller = request.Caller;
        foreach (var booking in body.BookingIds.Distinct())
        {
            var isCovered = caller.Covers($"booking:{booking}");
            if ((caller.UserId is null && !isCovered) || !await request.HasHeardOfAsync($"booking.flight_booking-{booking}"))
            {
                // Whoever has a token for it knows that it exists.
                throw isCovered ? new TimeoutException("News of the booking is still on its way. Try again in a moment.") : RefusedException.NotFound("Booking", booking);
            }
        }

        var covered = body.BookingIds.Where(id => caller.Covers($"booking:{id}")).ToList();
        var order = await request.ExecuteAsync(new DraftOrder(body.BookingIds, caller.UserId, covered, caller.HasRole(Role.Agent)));
        return TypedResults.Created($"/api/orders/{order.Id}", order);
    }
}

/// <summary>What to order.</summary>
/// <param name="BookingIds">Ids of reserved bookings, as POST /api/bookings gave them.</param>
internal sealed record DraftOrderBody(IReadOnlyList<string> BookingIds);

internal sealed class DraftOrderBodyValidator : AbstractValidator<DraftOrderBody>
{
    public DraftOrderBodyValidator()
    {
        RuleFor(b => b.BookingIds).NotEmpty().Must(ids => ids is null || ids.Count <= Order.MaxLines).WithMessage("Name one to nine bookings.");
        RuleForEach(b => b.BookingIds).NotEmpty().Matches("^[A-Za-z0-9]{1,64}\\z").WithMessage("This is not the id of a booking.");
    }
}
