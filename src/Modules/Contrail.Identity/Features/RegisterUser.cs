using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Identity.Credentials;
using Contrail.Identity.Domain.Users;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Identity.Features;

internal sealed record RegisterUser(string Email, string Name, string PasswordHash, IReadOnlyList<string> Roles) : ICommand<UserProfile>
{
    public override string ToString() => $"{nameof(RegisterUser)} {Email}";
}

/// <summary>What everybody who may see a user sees of them.</summary>
internal sealed record UserProfile(string Id, string Email, string Name, IReadOnlyList<string> Roles)
{
    public static UserProfile Of(User user) => new(user.Id.ToString(), user.Email, user.Name, user.Roles);
}

internal sealed class RegisterUserHandler : ICommandHandler<RegisterUser, UserProfile>
{
    private const string Scope = "User_Email";

    public UserProfile Handle(RegisterUser command, IDecision decision)
    {
        var id = new UserId(decision.NewId("user"));
        var email = EmailAddress.Parse(command.Email);
        var user = User.Register(id, email, decision.ClaimedBy(Scope, email.Value), command.Name, command.PasswordHash, command.Roles);
        decision.Claim(Scope, email.Value, id.ToString());
        decision.Add(user);
        return UserProfile.Of(user);
    }
}

internal sealed record RegisterUserBody(string Email, string Password, string Name)
{
    public override string ToString() => nameof(RegisterUserBody);
}

internal sealed class RegisterUserValidator : AbstractValidator<RegisterUserBody>
{
    public RegisterUserValidator()
    {
        RuleFor(b => b.Email).Must(EmailAddress.IsAddress).WithMessage("Write an address like name@example.com.");
        RuleFor(b => b.Password).IsGoodPassword(b => b.Email);
        RuleFor(b => b.Name).IsPersonName();
    }
}

internal sealed class RegisterUserEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/users", HandleAsync)
        .WithName("RegisterUser").WithSummary("Opens an account for a traveller")
        .AllowAccess(AccessRule.Anyone)
        .RequireRateLimiting(RateLimits.SignIn);

    private static async Task<Created<UserProfile>> HandleAsync(RegisterUserBody body, ModuleRequest<IdentityModule> request)
    {
        var (email, name) = (EmailAddress.Normalised(body.Email), body.Name.Trim());
        var command = new RegisterUser(email, name, Passwords.Hash(body.Password), [Role.Traveller]);
        return TypedResults.Created("/api/me", await request.ExecuteAsync(command, fingerprintOf: new { email, name }));
    }
}
