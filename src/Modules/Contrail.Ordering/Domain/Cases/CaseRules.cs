using Contrail.Engine.Domain;

namespace Contrail.Ordering.Domain.Cases;

internal sealed class CaseNoteMustSayWhatWasDoneRule(string note) : Rule("Case_Note_Must_Say_What_Was_Done")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => "Write in at least ten characters what was done about it.";

    public override bool IsFollowed() => note.Trim().Length >= 10;
}
