using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Ordering.Domain.Cases;

namespace Contrail.Ordering.Features.Cases;

/// <summary>Hands something to a person; the same matter once.</summary>
[CommandType("ordering.open_case.v1")]
internal sealed record OpenCase(string About, string OrderId, string Text) : ICommand;

internal sealed class OpenCaseHandler : ICommandHandler<OpenCase>
{
    public void Handle(OpenCase command, IDecision decision)
    {
        if (decision.Find<Case>(command.About) is null)
        {
            decision.Add(Case.Open(new CaseId(command.About), command.OrderId, command.Text, decision.Now));
        }
    }
}
