using System.Globalization;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Contrail.Notifications.Domain.Notifications;
using Microsoft.AspNetCore.Http;

namespace Contrail.Notifications.Features.ListNotifications;

/// <summary>Pages of notifications, newest first.</summary>
internal static class NotificationList
{
    private const int MostAtOnce = 200;

    public static async Task<Page<T>> ReadAsync<T>(
        ModuleRequest<NotificationsModule> request, NotificationFilter filter, int? limit, string? cursor, Func<NotificationRow, T> show)
    {
        var size = Math.Clamp(limit ?? 50, 1, MostAtOnce);
        var query = filter.Apply(RowQuery.All).OrderByDescending("number").Take(size + 1);
        query = cursor is null ? query : query.Where("number", RowComparison.Less, NumberOf(cursor));
        var rows = await request.QueryAsync<NotificationRow>(NotificationsProjection.ReadModel, query);
        return new Page<T>([.. rows.Take(size).Select(show)], rows.Count > size ? CursorOf(rows[size - 1]) : null);
    }

    private static string CursorOf(NotificationRow last) => last.Number.ToString("x", CultureInfo.InvariantCulture);

    private static long NumberOf(string cursor) => long.TryParse(cursor, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new BadHttpRequestException("The cursor is not one that a page of this list gave.");
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
