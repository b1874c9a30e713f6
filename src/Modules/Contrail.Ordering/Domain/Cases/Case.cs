using Contrail.Engine.Domain;

namespace Contrail.Ordering.Domain.Cases;

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
