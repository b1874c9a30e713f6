using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Identity.Features.ListUsers;

internal sealed record ListedUser(
    string Id,
    string Email,
    string Name,
    IReadOnlyList<string> Roles,
    bool IsDeactivated,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? LastSignInAt,
    DateTimeOffset? LockedUntil)
{
    public static ListedUser Of(UserRow row) =>
        new(row.Id, row.Email, row.Name, row.Roles, row.IsDeactivated, row.RegisteredAt, row.LastSignInAt, row.LockedUntil);
}

internal sealed class ListUsersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/users", HandleAsync)
        .WithName("ListUsers").WithSummary("Accounts by e-mail address; q searches in address and name")
        .AllowAccess(AccessRule.Staff(Role.Admin));

    private static async Task<Ok<Page<ListedUser>>> HandleAsync(ModuleRequest<IdentityModule> request, string? q, Paging paging)
    {
        var query = RowQuery.All.OrderBy("email").Take(paging.Probe);
        query = string.IsNullOrWhiteSpace(q) ? query : query.Where("search_text", RowComparison.Contains, q.Trim().ToLowerInvariant());
        query = paging.AfterKeys(1) is [var email] ? query.Where("email", RowComparison.More, email) : query;
        var rows = await request.QueryAsync<UserRow>(UsersProjection.ReadModel, query);
        return TypedResults.Ok(paging.PageOf(rows, row => [row.Email]).Select(ListedUser.Of));
    }
}
