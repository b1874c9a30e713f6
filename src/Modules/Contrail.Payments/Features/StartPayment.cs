using Contrail.Contracts;
using Contrail.Contracts.Payments;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Payments.Domain.Orders;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Gateway;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Payments.Features;

/// <summary>Begins to pay what an order costs. An order has one live payment.</summary>
internal sealed record StartPayment(string OrderId, PaymentMeans Means) : ICommand<StartedPayment>;

internal sealed record StartedPayment(string Id, string OrderId, string Status, Money Amount, string? Brand, string? Last4);

internal sealed class StartPaymentHandler : ICommandHandler<StartPayment, StartedPayment>
{
    private static readonly TimeSpan ToBeContinuedWithin = TimeSpan.FromMinutes(5);

    public StartedPayment Handle(StartPayment command, IDecision decision)
    {
        var order = decision.Find<OrderFacts>(command.OrderId) ?? throw RefusedException.NotFound("Order", command.OrderId);
        var id = new PaymentId(decision.NewId("payment"));
        var payment = Payment.Start(id, command.OrderId, order.Total, order.AwaitsPayment(decision.Now), command.Means);
        decision.Claim(OrderPayment.Scope, command.OrderId, id.ToString());
        decision.Add(payment);
        decision.Schedule(OrderPayment.ExpiryOf(id), decision.Now + ToBeContinuedWithin, new ExpireStartedPayment(id));
        return new StartedPayment(id.ToString(), command.OrderId, "started", order.Total, command.Means.Brand, command.Means.Last4);
    }
}

internal sealed record PaymentBody(PaymentMethod Method, CardBody Card);

/// <summary>A card as it is typed in: its number goes to the gateway and nowhere else.</summary>
internal sealed record CardBody(string Number, string Expiry, string Cvc, string Holder)
{
    public override string ToString() => "a card";
}

internal sealed class PaymentBodyValidator : AbstractValidator<PaymentBody>
{
    public PaymentBodyValidator()
    {
        RuleFor(b => b.Method).IsInEnum().WithMessage("Pay with 'card' or 'debit'.");
        RuleFor(b => b.Card).NotNull().WithMessage("Give the card to pay with.");
        When(b => b.Card is not null, () =>
        {
            RuleFor(b => b.Card.Number).Must(Card.IsNumber).WithMessage("This is not the number of a card. Check its digits.");
            RuleFor(b => b.Card.Expiry).Must(e => CardExpiry.EndOf(e) is not null).WithMessage("Write the expiry as MM/YY, as it stands on the card.");
            RuleFor(b => b.Card.Cvc).Must(c => c is { Length: 3 or 4 } && c.All(char.IsAsciiDigit)).WithMessage("The security code has 3 or 4 digits.");
            RuleFor(b => b.Card.Holder).Must(h => h is { Length: <= 100 } && !string.IsNullOrWhiteSpace(h)).WithMessage("Write the name as it stands on the card, at most 100 characters.");
        });
    }
}

internal sealed class StartPaymentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/orders/{id}/payments", HandleAsync)
        .WithName("StartPayment").WithSummary("Pays for an order; what becomes of it is seen at the order")
        .RequireIdempotencyKey()
        .AllowAccess(AccessRule.Identified);

    private static async Task<Accepted<StartedPayment>> HandleAsync(
        string id, PaymentBody body, ModuleRequest<PaymentsModule> request, [FromServices] PaymentsModule payments, CancellationToken cancellation)
    {
        await OrderAccess.ExpectAsync(request, id);
        CardExpiry.ExpectNotPast(body.Card.Expiry, payments.Clock.GetUtcNow());
        var card = await payments.TokenizeAsync(new Card(body.Card.Number), cancellation);
        var started = await request.ExecuteAsync(new StartPayment(id, new PaymentMeans(body.Method, card.Token, card.Brand, card.Last4)));
        return TypedResults.Accepted($"/api/orders/{id}", started);
    }
}
