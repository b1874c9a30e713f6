using Contrail.Engine.Events;

namespace Contrail.Engine.Domain;

/// <summary>
/// State that is a fold over one stream: an aggregate over its own events, or facts over an accepted foreign stream. The
/// state changes in methods <c>private void When(TEvent e)</c> and nowhere else.
/// </summary>
public abstract class EventSourced
{
    /// <summary>How many events of the stream this state has seen, those being decided right now included.</summary>
    public long Version { get; private set; }

    /// <summary>Folds one event of the stream into the state.</summary>
    internal void Fold(object @event)
    {
        WhenDispatcher.Dispatch(this, @event);
        Version++;
    }

    /// <summary>Folds a stored event. Whoever overrides it overrides <see cref="NeedsMetadata"/> too, or only contents are folded, past it.</summary>
    internal virtual void Fold(RecordedEvent recorded, EventSerializer serializer) => Fold(serializer.Deserialize(recorded));

    /// <summary>Whether it is folded from whole stored events; the contents alone will not do.</summary>
    internal virtual bool NeedsMetadata => false;

    /// <summary>Puts the version to that of a snapshot from which the state was read.</summary>
    internal void RestoreVersion(long version) => Version = version;
}

/// <summary>
/// Names the stream category of an <see cref="EventSourced"/> type: its streams are <c>{category}-{id}</c>. A foreign stream's
/// category is <c>{module}.{category}</c>.
/// </summary>
/// <param name="category">Lower-case letters, digits, underscores and dots; stored forever.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StreamCategoryAttribute(string category) : Attribute
{
    /// <summary>The category.</summary>
    public string Category { get; } = category;
}
