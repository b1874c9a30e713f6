using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Notifications.Domain.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Notifications.Features;

internal sealed record ResendNotification(NotificationId NotificationId) : ICommand;

internal sealed class ResendNotificationHandler : ICommandHandler<ResendNotification>
{
    public void Handle(ResendNotification command, IDecision decision) =>
        decision.Load<Notification>(command.NotificationId).Resend(decision.CommandId);
}

internal sealed class ResendNotificationEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/notifications/{id}/resend", HandleAsync)
        .WithName("ResendNotification").WithSummary("Sends again what was sent or has failed")
        .AllowAccess(AccessRule.Staff(Role.Agent));

    private static async Task<Accepted<AcceptedNotification>> HandleAsync(string id, ModuleRequest<NotificationsModule> request)
    {
        await request.ExecuteAsync(new ResendNotification(NotificationId.Named(id)));
        return TypedResults.Accepted($"/api/notifications/{id}", new AcceptedNotification(id));
    }
}
