using System.Globalization;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Notifications.Domain.Notifications;
using Microsoft.AspNetCore.Http;

namespace Contrail.Notifications.Features.ListNotifications;

/// <summary>Pages of notifications, newest first.</summary>
internal static class NotificationList
{
    public static async Task<Page<NotificationRow>> ReadAsync(ModuleRequest<NotificationsModule> request, NotificationFilter filter, Paging paging)
    {
        var query = filter.Apply(RowQuery.All).OrderByDescending("number").Take(paging.Limit + 1);
        query = paging.After is { } place ? query.Where("number", RowComparison.Less, NumberOf(place)) : query;
        var rows = await request.QueryAsync<NotificationRow>(NotificationsProjection.ReadModel, query);
        return paging.Page(rows, row => row.Number.ToString(CultureInfo.InvariantCulture));
    }

    private static long NumberOf(string place) => long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new BadHttpRequestException("cursor is not one that this list gave: leave it out to begin at the beginning.");
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
