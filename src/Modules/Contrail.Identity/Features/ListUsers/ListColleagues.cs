using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Identity.Features.ListUsers;

/// <summary>Somebody on the staff, now or once: their remarks stay.</summary>
internal sealed record Colleague(string Id, string Name);

internal sealed class ListColleaguesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/colleagues", HandleAsync)
        .WithName("ListColleagues").WithSummary("The names of those who are or were on the staff: who wrote a remark, who closed a case")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Page<Colleague>>> HandleAsync(ModuleRequest<IdentityModule> request, Paging paging)
    {
        var query = RowQuery.All.Where("was_staff", value: true).OrderBy("email").Take(paging.Probe);
        query = paging.AfterKeys(1) is [var email] ? query.Where("email", RowComparison.More, email) : query;
        var rows = await request.QueryAsync<UserRow>(UsersProjection.ReadModel, query);
        return TypedResults.Ok(paging.PageOf(rows, row => [row.Email]).Select(row => new Colleague(row.Id, row.Name)));
    }
}
