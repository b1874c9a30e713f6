using Contrail.Engine.Domain;

namespace Contrail.Flights.Imports;

/// <summary>The identity of an import.</summary>
internal readonly record struct ImportId(Guid Value) : ITypedId<ImportId>
{
    public static ImportId Parse(string text) => new(Guid.ParseExact(text, "N"));

    public override string ToString() => Value.ToString("N");
}
