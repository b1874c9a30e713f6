using Contrail.Engine.Domain;

namespace Contrail.Ordering.Domain.Cases;

/// <summary>The identity of a case: what it is about, so that one matter opens one case.</summary>
internal readonly record struct CaseId(string Value) : ITypedId<CaseId>
{
    public static CaseId Parse(string text) => new(text);

    public override string ToString() => Value;
}
