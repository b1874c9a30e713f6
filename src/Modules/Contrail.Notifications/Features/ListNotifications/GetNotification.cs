using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Notifications.Domain.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Notifications.Features.ListNotifications;

internal sealed record NotificationDetails(
    string Id,
    string Template,
    Channel Channel,
    string Recipient,
    string? RecipientName,
    string Subject,
    string Text,
    string Language,
    NotificationStatus Status,
    int Deliveries,
    DateTimeOffset? RetryAt,
    IReadOnlyList<NotificationStep> History)
{
    public static NotificationDetails Of(NotificationRow row) => new(
        row.Id, row.Template, row.Channel, row.Recipient, row.RecipientName, row.Subject, row.Text, row.Language, row.Status, row.Deliveries, row.RetryAt, row.History);
}

internal sealed class GetNotificationEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/notifications/{id}", HandleAsync)
        .WithName("GetNotification").WithSummary("A notification with its text and what became of it")
        .AllowAccess(AccessRule.Staff(Role.Agent));

    private static async Task<Ok<NotificationDetails>> HandleAsync(string id, ModuleRequest<NotificationsModule> request) =>
        await request.FindAsync<NotificationRow>(NotificationsProjection.ReadModel, NotificationId.Named(id)) is { } row
            ? TypedResults.Ok(NotificationDetails.Of(row))
            : throw RefusedException.NotFound("Notification", id);
}
