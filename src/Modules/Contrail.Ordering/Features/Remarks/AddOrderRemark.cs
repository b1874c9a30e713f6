using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Ordering.Domain.Orders;
using Contrail.Ordering.Domain.Remarks;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Ordering.Features.Remarks;

/// <summary>Notes something about an order, for colleagues.</summary>
internal sealed record AddOrderRemark(OrderId OrderId, string Text, string By) : ICommand<AddedRemark>;

/// <summary>What was noted; recorded with the command, so that a repeated request gets an equal answer.</summary>
internal sealed record AddedRemark(string Id, string OrderId, string Text, string By, DateTimeOffset At);

internal sealed class AddOrderRemarkHandler : ICommandHandler<AddOrderRemark, AddedRemark>
{
    public AddedRemark Handle(AddOrderRemark command, IDecision decision)
    {
        var order = decision.Load<Order>(command.OrderId);
        var id = decision.NewId("remark");
        if (decision.Find<OrderRemarks>(order.Id) is { } remarks)
        {
            remarks.Add(id, command.Text, command.By, decision.Now);
        }
        else
        {
            decision.Add(OrderRemarks.Begin(order.Id, id, command.Text, command.By, decision.Now));
        }

        return new AddedRemark(id.ToString("N"), order.Id.ToString(), command.Text.Trim(), command.By, decision.Now);
    }
}

internal sealed class AddOrderRemarkEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/orders/{id}/remarks", HandleAsync)
        .WithName("AddOrderRemark").WithSummary("Notes something about an order, for colleagues; travellers do not see it").WithTags("Orders")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Created<AddedRemark>> HandleAsync(string id, AddOrderRemarkBody body, ModuleRequest<OrderingModule> request)
    {
        var order = await OrderAccess.LoadAsync(request, id);
        var added = await request.ExecuteAsync(new AddOrderRemark(order, body.Text, request.Caller.Actor));
        return TypedResults.Created($"/api/orders/{order}/remarks", added);
    }
}

/// <summary>What to note.</summary>
/// <param name="Text">At most 1,000 characters.</param>
internal sealed record AddOrderRemarkBody(string Text);

internal sealed class AddOrderRemarkBodyValidator : AbstractValidator<AddOrderRemarkBody>
{
    public AddOrderRemarkBodyValidator() =>
        RuleFor(b => b.Text).Must(t => t is { Length: <= 1000 } && !string.IsNullOrWhiteSpace(t)).WithMessage("Write a remark of at most 1,000 characters.");
}
