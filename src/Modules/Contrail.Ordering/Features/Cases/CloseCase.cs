using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Ordering.Domain.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Ordering.Features.Cases;

/// <summary>A person has put it right.</summary>
internal sealed record CloseCase(CaseId CaseId, string By, string Note) : ICommand;

internal sealed class CloseCaseHandler : ICommandHandler<CloseCase>
{
    public void Handle(CloseCase command, IDecision decision) => decision.Load<Case>(command.CaseId).Close(command.By, command.Note, decision.Now);
}

internal sealed class CloseCaseEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/cases/{id}/closure", HandleAsync)
        .WithName("CloseCase").WithSummary("Records what a person did about a case").WithTags("Cases")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<NoContent> HandleAsync(string id, CloseCaseBody body, ModuleRequest<OrderingModule> request)
    {
        if (await request.FindAsync<CaseRow>("cases", id) is null)
        {
            throw RefusedException.NotFound("Case", id);
        }

        await request.ExecuteAsync(new CloseCase(new CaseId(id), request.Caller.Actor, body.Note));
        return TypedResults.NoContent();
    }
}

/// <summary>What was done.</summary>
/// <param name="Note">At least ten characters.</param>
internal sealed record CloseCaseBody(string Note);
