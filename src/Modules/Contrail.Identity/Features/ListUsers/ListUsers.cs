using System.Buffers.Text;
using System.Text;
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
    private const int MostAtOnce = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/users", HandleAsync)
        .WithName("ListUsers").WithSummary("Accounts by e-mail address; q searches in address and name")
        .AllowAccess(AccessRule.Staff(Role.Admin));

    private static async Task<Ok<Page<ListedUser>>> HandleAsync(ModuleRequest<IdentityModule> request, string? q, int? limit, string? cursor)
    {
        var size = Math.Clamp(limit ?? 50, 1, MostAtOnce);
        var query = RowQuery.All.OrderBy("email").Take(size + 1);
        query = string.IsNullOrWhiteSpace(q) ? query : query.Where("search_text", RowComparison.Contains, q.Trim().ToLowerInvariant());
        query = cursor is null ? query : query.Where("email", RowComparison.More, EmailOf(cursor));
        var rows = await request.QueryAsync<UserRow>(UsersProjection.ReadModel, query);
        return TypedResults.Ok(new Page<ListedUser>([.. rows.Take(size).Select(ListedUser.Of)], rows.Count > size ? CursorOf(rows[size - 1].Email) : null));
    }

    private static string CursorOf(string email) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(email));

    private static string EmailOf(string cursor) => Base64Url.IsValid(cursor)
        ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor))
        : throw new BadHttpRequestException("The cursor is not one that a page of this list gave.");
}
