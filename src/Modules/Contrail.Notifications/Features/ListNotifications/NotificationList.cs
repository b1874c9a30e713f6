using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Notifications.Domain.Notifications;

namespace Contrail.Notifications.Features.ListNotifications;

/// <summary>Pages of notifications, newest first.</summary>
internal static class NotificationList
{
    public static async Task<Page<NotificationRow>> ReadAsync(ModuleRequest<NotificationsModule> request, NotificationFilter filter, Paging paging)
    {
        var query = filter.Apply(RowQuery.All).OrderByDescending("number").Take(paging.Probe);
        query = paging.AfterNumber() is { } after ? query.Where("number", RowComparison.Less, after) : query;
        var rows = await request.QueryAsync<NotificationRow>(NotificationsProjection.ReadModel, query);
        return paging.PageOf(rows, row => row.Number);
    }
}

/// <summary>What is listed; what is left out is not asked.</summary>
internal sealed record NotificationFilter(string? Recipient, string? Template, NotificationStatus? Status)
{
    public RowQuery Apply(RowQuery query)
    {
        query = Recipient is null ? query : query.Where("recipient", Recipient.Trim().ToLowerInvariant());
        query = Template is null ? query : query.Where("template", Template);
        return Status is null ? query : query.Where("status", Status);
    }
}
