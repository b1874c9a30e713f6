using System.Net.Mail;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Notifications.Domain.Notifications;
using Contrail.Notifications.Templates;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Notifications.Features;

/// <summary>Staff write to somebody.</summary>
internal sealed record SendNotification(string Recipient, string? RecipientName, string Subject, string Text) : ICommand<NotificationId>;

internal sealed class SendNotificationHandler : ICommandHandler<SendNotification, NotificationId>
{
    public NotificationId Handle(SendNotification command, IDecision decision)
    {
        var letter = Letter.Of(command.Subject, command.Text);
        var request = new RequestNotification(decision.CommandId, "message", command.Recipient, command.RecipientName, letter);
        return new RequestNotificationHandler().Handle(request, decision);
    }
}

internal sealed record SendNotificationBody(string Recipient, string? RecipientName, string Subject, string Text);

/// <summary>Its status is at <c>/api/notifications/{id}</c>.</summary>
internal sealed record AcceptedNotification(string Id);

internal sealed class SendNotificationValidator : AbstractValidator<SendNotificationBody>
{
    public SendNotificationValidator()
    {
        RuleFor(b => b.Recipient).Must(IsAddress).WithMessage("Write an address like name@example.com.");
        RuleFor(b => b.RecipientName).Must(n => n is null || (!string.IsNullOrWhiteSpace(n) && n.Length <= 100 && !n.Any(char.IsControl))).WithMessage("Write a name of one line, at most 100 characters, or none.");
        RuleFor(b => b.Subject).Must(s => !string.IsNullOrWhiteSpace(s) && s.Length <= 150 && !s.Any(char.IsControl)).WithMessage("Write a subject of one line, at most 150 characters.");
        RuleFor(b => b.Text).NotEmpty().MaximumLength(10_000).WithMessage("Write a text of at most 10,000 characters.");
    }

    private static bool IsAddress(string? text) =>
        text is { Length: <= 254 } && text.All(c => c is > ' ' and < (char)127) && MailAddress.TryCreate(text, out var address) && address.Address == text;
}

internal sealed class SendNotificationEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/notifications", HandleAsync)
        .WithName("SendNotification").WithSummary("Writes to somebody by e-mail")
        .AllowAccess(AccessRule.Staff(Role.Agent));

    private static async Task<Accepted<AcceptedNotification>> HandleAsync(SendNotificationBody body, ModuleRequest<NotificationsModule> request)
    {
        var id = await request.ExecuteAsync(new SendNotification(body.Recipient, body.RecipientName, body.Subject, body.Text));
        return TypedResults.Accepted($"/api/notifications/{id}", new AcceptedNotification(id.ToString()));
    }
}
