using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Identity.Domain.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Identity.Features;

/// <summary>Closes an account. Its address stays taken: nobody else becomes the owner of what was booked with it.</summary>
internal sealed record DeactivateUser(UserId UserId, UserId By) : ICommand;

internal sealed class DeactivateUserHandler : ICommandHandler<DeactivateUser>
{
    public void Handle(DeactivateUser command, IDecision decision) =>
        decision.Load<User>(command.UserId).Deactivate(isOneself: command.By == command.UserId);
}

internal sealed class DeactivateUserEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/users/{id}/deactivation", HandleAsync)
        .WithName("DeactivateUser").WithSummary("Closes an account and ends its sessions")
        .AllowAccess(AccessRule.Staff(Role.Admin));

    private static async Task<NoContent> HandleAsync(string id, ModuleRequest<IdentityModule> request)
    {
        await request.ExecuteAsync(new DeactivateUser(UserId.Named(id), UserId.Named(request.Caller.UserId!)));
        return TypedResults.NoContent();
    }
}
