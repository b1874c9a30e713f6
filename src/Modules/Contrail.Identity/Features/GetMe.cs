using Contrail.Engine.AspNetCore;
using Contrail.Identity.Domain.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Identity.Features;

internal sealed class GetMeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/me", HandleAsync)
        .WithName("GetMe").WithSummary("Who is signed in")
        .AllowAccess(AccessRule.SignedIn);

    // From the user's own stream, not from a read model: what was just changed is shown.
    private static async Task<Ok<UserProfile>> HandleAsync(ModuleRequest<IdentityModule> request, HttpContext http)
    {
        var user = await request.Module.StateAsync<User>(UserId.Named(request.Caller.UserId!));
        http.SetVersion(user.Version);
        return TypedResults.Ok(UserProfile.Of(user));
    }
}
