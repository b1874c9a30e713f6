using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Notifications.Domain.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Notifications.Features.ListNotifications;

internal sealed record ListedNotification(
    string Id,
    string Template,
    Channel Channel,
    string Recipient,
    string Subject,
    NotificationStatus Status,
    int Deliveries,
    DateTimeOffset RequestedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? RetryAt)
{
    public static ListedNotification Of(NotificationRow row) => new(
        row.Id, row.Template, row.Channel, row.Recipient, row.Subject, row.Status, row.Deliveries, row.RequestedAt, row.SentAt, row.RetryAt);
}

internal sealed class ListNotificationsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/notifications", HandleAsync)
        .WithName("ListNotifications").WithSummary("What was told to whom, newest first")
        .AllowAccess(AccessRule.Staff(Role.Agent));

    private static async Task<Ok<Page<ListedNotification>>> HandleAsync(
        ModuleRequest<NotificationsModule> request, string? recipient, string? template, string? status, Paging paging) =>
        TypedResults.Ok((await NotificationList.ReadAsync(request, new NotificationFilter(recipient, template, Choice.IfGiven<NotificationStatus>("status", status)), paging)).Select(ListedNotification.Of));
}
