using System.Security.Claims;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Identity.Credentials;
using Contrail.Identity.Domain.Users;
using Contrail.Identity.Features.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Identity.Features;

/// <summary>Changes the password; only the session in which it is changed stays alive.</summary>
internal sealed record ChangePassword(UserId UserId, string PasswordHash, string? KeptSession) : ICommand
{
    public override string ToString() => $"{nameof(ChangePassword)} {UserId}";
}

internal sealed class ChangePasswordHandler : ICommandHandler<ChangePassword>
{
    public void Handle(ChangePassword command, IDecision decision) =>
        decision.Load<User>(command.UserId).ChangePassword(command.PasswordHash, command.KeptSession, decision.Now);
}

internal sealed record ChangePasswordBody(string CurrentPassword, string NewPassword)
{
    public override string ToString() => nameof(ChangePasswordBody);
}

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePasswordBody>
{
    public ChangePasswordValidator()
    {
        RuleFor(b => b.CurrentPassword).NotEmpty().MaximumLength(PasswordPolicy.Longest).WithMessage("Write the current password.");
        RuleFor(b => b.NewPassword).IsGoodPassword();
    }
}

internal sealed class ChangePasswordEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/me/password", HandleAsync)
        .WithName("ChangePassword").WithSummary("Changes the password and ends every other session")
        .AllowAccess(AccessRule.SignedIn)
        .RequireRateLimiting(RateLimits.SignIn);

    private static async Task<NoContent> HandleAsync(ChangePasswordBody body, ModuleRequest<IdentityModule> request, HttpContext http, TimeProvider clock)
    {
        var user = await request.Module.StateAsync<User>(UserId.Named(request.Caller.UserId!));
        user.CheckMayUsePassword(clock.GetUtcNow());
        if (!Passwords.Verify(user.PasswordHash, body.CurrentPassword))
        {
            // Whoever found an open browser must not be able to guess the password here.
            await request.Module.Decisions.ExecuteAsync(new FailSignIn(user.Email), CommandContext.New(request.Caller.Actor), http.RequestAborted);
            throw new RefusedException(RefusalKind.Forbidden, "User_Current_Password_Must_Be_Right", "The current password is not right.");
        }

        if (PasswordPolicy.IsAddress(body.NewPassword, user.Email))
        {
            throw new RefusedException(RefusalKind.Invalid, "User_Password_Must_Not_Be_The_Address", "The password must not be the e-mail address.");
        }

        var command = new ChangePassword(user.Id, Passwords.Hash(body.NewPassword), http.User.FindFirstValue(LiveSessions.StampClaim));
        await request.ExecuteAsync(command, fingerprintOf: new { user.Id });
        return TypedResults.NoContent();
    }
}
