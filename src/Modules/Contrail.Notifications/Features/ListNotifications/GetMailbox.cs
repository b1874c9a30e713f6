using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Notifications.Domain.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Notifications.Features.ListNotifications;

/// <summary>An e-mail as its recipient reads it.</summary>
internal sealed record MailboxLetter(string Id, string Recipient, string Subject, string Text, DateTimeOffset? SentAt)
{
    public static MailboxLetter Of(NotificationRow row) => new(row.Id, row.Recipient, row.Subject, row.Text, row.SentAt);
}

internal sealed class GetMailboxEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/mailbox", HandleAsync)
        .WithName("GetMailbox").WithSummary("What recipients were sent, newest first; for demos without a mail server")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Page<MailboxLetter>>> HandleAsync(ModuleRequest<NotificationsModule> request, string? recipient, Paging paging) =>
        TypedResults.Ok((await NotificationList.ReadAsync(request, new NotificationFilter(recipient, null, NotificationStatus.Sent), paging)).Select(MailboxLetter.Of));
}
