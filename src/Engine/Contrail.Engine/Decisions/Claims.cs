using System.Security.Cryptography;
using System.Text;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Engine.Decisions;

/// <summary>Somebody became the only owner of a key.</summary>
[EventType("engine.claim.taken.v1")]
internal sealed record ClaimTaken(string Scope, string Owner) : IDomainEvent;

/// <summary>The owner gave the key up.</summary>
[EventType("engine.claim.released.v1")]
internal sealed record ClaimReleased(string Scope, string Owner) : IDomainEvent;

/// <summary>
/// One key that one owner may have. Uniqueness needs no table of its own: the key names a stream, and two claims on it
/// conflict by version like any two decisions. The stream is named by a hash, so any text of any length can be claimed.
/// </summary>
[StreamCategory(Category)]
internal sealed class ClaimedKey : AggregateRoot
{
    public const string Category = "claim";

    public string? Owner { get; private set; }

    protected internal override string IdText => throw new InvalidOperationException("Claims are found by scope and key.");

    public static string StreamId(string scope, string key) =>
        $"{scope}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 20))}";

    public void Take(string scope, string owner)
    {
        if (Owner is null)
        {
            Apply(new ClaimTaken(scope, owner));
        }
        else if (Owner != owner)
        {
            throw new RefusedException(RefusalKind.BrokenRule, $"{scope}_Is_Taken", $"This {scope} is taken.");
        }
    }

    public void Release(string scope, string owner)
    {
        if (Owner == owner)
        {
            Apply(new ClaimReleased(scope, owner));
        }
    }

    private void When(ClaimTaken e) => Owner = e.Owner;

    private void When(ClaimReleased e) => Owner = null;
}
