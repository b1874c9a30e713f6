using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Notifications.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Notifications.Features;

/// <summary>A kind of letter, with an example.</summary>
internal sealed record TemplatePreview(string Name, string About, string Subject, string Text);

internal sealed class ListTemplatesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/notification-templates", HandleAsync)
        .WithName("ListNotificationTemplates").WithSummary("Kinds of notifications, each with an example")
        .AllowAccess(AccessRule.Staff(Role.Agent));

    private static Ok<IReadOnlyList<TemplatePreview>> HandleAsync() => TypedResults.Ok<IReadOnlyList<TemplatePreview>>(
        [.. AllTemplates.All.Select(t => (Template: t, Letter: t.Preview())).Select(p => new TemplatePreview(p.Template.Name, p.Template.About, p.Letter.Subject, p.Letter.Text))]);
}
