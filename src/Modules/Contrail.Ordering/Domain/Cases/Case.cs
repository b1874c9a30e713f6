using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Ordering.Domain.Cases;

/// <summary>The identity of a case: what it is about, so that one matter opens one case.</summary>
internal readonly record struct CaseId(string Value) : ITypedId<CaseId>
{
    public static CaseId Parse(string text) => new(text);

    public override string ToString() => Value;
}

[EventType("ordering.case.opened.v1")]
internal sealed record CaseOpened(CaseId CaseId, string OrderId, string Text, DateTimeOffset At) : IDomainEvent;

[EventType("ordering.case.closed.v1")]
internal sealed record CaseClosed(CaseId CaseId, string By, string Note, DateTimeOffset At) : IDomainEvent;

internal sealed class CaseNoteMustSayWhatWasDoneRule(string note) : Rule("Case_Note_Must_Say_What_Was_Done")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => "Write in at least ten characters what was done about it.";

    public override bool IsFollowed() => note.Trim().Length >= 10;
}

/// <summary>Something that the system cannot put right by itself: a person must, and says so by closing it.</summary>
[StreamCategory("case")]
internal sealed class Case : AggregateRoot<CaseId>
{
    private Case()
    {
    }

    public bool IsOpen { get; private set; }

    public static Case Open(CaseId id, string orderId, string text, DateTimeOffset now)
    {
        var opened = new Case();
        opened.Apply(new CaseOpened(id, orderId, text, now));
        return opened;
    }

    public void Close(string by, string note, DateTimeOffset now)
    {
        if (IsOpen)
        {
            Check(new CaseNoteMustSayWhatWasDoneRule(note));
            Apply(new CaseClosed(Id, by, note.Trim(), now));
        }
    }

    private void When(CaseOpened e) => (Id, IsOpen) = (e.CaseId, true);

    private void When(CaseClosed e) => IsOpen = false;
}
