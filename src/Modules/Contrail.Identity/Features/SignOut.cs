using System.Security.Claims;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Identity.Credentials;
using Contrail.Identity.Domain.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Identity.Features;

internal sealed record SignOut(UserId UserId, string Stamp) : ICommand;

internal sealed class SignOutHandler : ICommandHandler<SignOut>
{
    public void Handle(SignOut command, IDecision decision) => decision.Load<User>(command.UserId).SignOut(command.Stamp);
}

internal sealed class SignOutEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapDelete("/api/session", HandleAsync)
        .WithName("SignOut").WithSummary("Ends the session; its cookie or token is worth nothing from then on")
        .AllowAccess(AccessRule.SignedIn);

    private static async Task<NoContent> HandleAsync(ModuleRequest<IdentityModule> request, HttpContext http)
    {
        await request.ExecuteAsync(new SignOut(UserId.Named(request.Caller.UserId!), http.User.FindFirstValue(LiveSessions.StampClaim) ?? ""));
        if (http.User.Identity?.AuthenticationType == Sessions.Scheme)
        {
            await Sessions.SignOutAsync(http);
        }

        return TypedResults.NoContent();
    }
}
