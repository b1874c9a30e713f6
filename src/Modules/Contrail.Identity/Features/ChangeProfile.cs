using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Identity.Domain.Users;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Identity.Features;

internal sealed record ChangeProfile(UserId UserId, string Name, long? IfVersion) : ICommand<UserProfile>;

internal sealed class ChangeProfileHandler : ICommandHandler<ChangeProfile, UserProfile>
{
    public UserProfile Handle(ChangeProfile command, IDecision decision)
    {
        var user = decision.Load<User>(command.UserId);
        user.ExpectVersion(command.IfVersion);
        user.ChangeProfile(command.Name);
        return UserProfile.Of(user);
    }
}

internal sealed record ChangeProfileBody(string Name);

internal sealed class ChangeProfileValidator : AbstractValidator<ChangeProfileBody>
{
    public ChangeProfileValidator() => RuleFor(b => b.Name).IsPersonName();
}

internal sealed class ChangeProfileEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPatch("/api/me", HandleAsync)
        .WithName("ChangeProfile").WithSummary("Changes the name of whoever is signed in")
        .AllowAccess(AccessRule.SignedIn);

    private static async Task<Ok<UserProfile>> HandleAsync(ChangeProfileBody body, ModuleRequest<IdentityModule> request) =>
        TypedResults.Ok(await request.ExecuteAsync(new ChangeProfile(UserId.Named(request.Caller.UserId!), body.Name.Trim(), request.IfMatch())));
}
