namespace Contrail.Engine.Domain;

/// <summary>
/// The identity of one thing of one kind, so that a flight id cannot be passed where a booking id is meant.
/// Implement it on a <c>readonly record struct</c>. <see cref="object.ToString"/> must give the canonical text that
/// <see cref="Parse"/> reads back: it names the stream and is what is stored in JSON.
/// </summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>Reads the canonical text of an id.</summary>
    /// <exception cref="FormatException">The text is not an id of this kind.</exception>
    static abstract TSelf Parse(string text);
}
