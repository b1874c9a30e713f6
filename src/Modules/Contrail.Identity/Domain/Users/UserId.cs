using Contrail.Engine.Domain;

namespace Contrail.Identity.Domain.Users;

/// <summary>Knows one user for ever.</summary>
internal readonly record struct UserId(Guid Value) : ITypedId<UserId>
{
    /// <inheritdoc/>
    public static UserId Parse(string text) => new(Guid.ParseExact(text, "N"));

    /// <summary>The user that a text from outside names.</summary>
    /// <exception cref="RefusedException">It cannot name one (not found).</exception>
    public static UserId Named(string text) =>
        Guid.TryParseExact(text, "N", out var value) && new UserId(value).ToString() == text
            ? new UserId(value)
            : throw RefusedException.NotFound("User", "with this id");

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
