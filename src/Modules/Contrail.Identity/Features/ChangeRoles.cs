using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Identity.Domain.Users;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Identity.Features;

/// <summary>Gives a user exactly these rights and ends all their sessions.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Roles">See <see cref="Role"/>.</param>
/// <param name="By">Who does it.</param>
internal sealed record ChangeRoles(UserId UserId, IReadOnlyList<string> Roles, UserId By) : ICommand<UserProfile>;

internal sealed class ChangeRolesHandler : ICommandHandler<ChangeRoles, UserProfile>
{
    public UserProfile Handle(ChangeRoles command, IDecision decision)
    {
        var user = decision.Load<User>(command.UserId);
        user.ChangeRoles(command.Roles, isOneself: command.By == command.UserId);
        return UserProfile.Of(user);
    }
}

internal sealed record ChangeRolesBody(IReadOnlyList<string> Roles);

internal sealed class ChangeRolesValidator : AbstractValidator<ChangeRolesBody>
{
    public ChangeRolesValidator() => RuleFor(b => b.Roles)
        .Must(roles => new RolesMustBeKnownRule(roles).IsFollowed()).WithMessage($"Give at least one of {string.Join(", ", RolesMustBeKnownRule.Known)}.");
}

internal sealed class ChangeRolesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/api/users/{id}/roles", HandleAsync)
        .WithName("ChangeRoles").WithSummary("Gives a user exactly these roles and ends their sessions")
        .AllowAccess(AccessRule.Staff(Role.Admin));

    private static async Task<Ok<UserProfile>> HandleAsync(string id, ChangeRolesBody body, ModuleRequest<IdentityModule> request) =>
        TypedResults.Ok(await request.ExecuteAsync(new ChangeRoles(UserId.Named(id), body.Roles, UserId.Named(request.Caller.UserId!))));
}
