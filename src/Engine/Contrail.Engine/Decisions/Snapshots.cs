using System.Reflection;
using System.Text.Json;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Decisions;

/// <summary>
/// Lets the state of long streams be read from a snapshot instead of from the beginning. Snapshots are disposable: raise
/// <see cref="Shape"/> whenever the captured state changes its meaning, and the old ones are ignored.
/// </summary>
/// <param name="every">A snapshot is kept each time the version passes a multiple of this.</param>
/// <param name="shape">Version of the captured state.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SnapshotAttribute(int every, int shape) : Attribute
{
    /// <summary>Events between snapshots.</summary>
    public int Every { get; } = every;

    /// <summary>Version of the captured state.</summary>
    public int Shape { get; } = shape;
}

/// <summary>State that can be captured and restored; needs a <see cref="SnapshotAttribute"/>.</summary>
/// <typeparam name="TCaptured">Serialises to JSON and back.</typeparam>
public interface ISnapshots<TCaptured>
{
    /// <summary>The whole state.</summary>
    TCaptured Capture();

    /// <summary>Replaces the whole state.</summary>
    void Restore(TCaptured captured);
}

/// <summary>How one state type takes and restores snapshots; null for types that have none.</summary>
internal sealed class SnapshotPolicy(string kind, int every, Func<EventSourced, byte[]> capture, Action<EventSourced, ReadOnlyMemory<byte>> restore)
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, SnapshotPolicy?> Policies = new();

    public string Kind => kind;

    public static SnapshotPolicy? Of(Type state) => Policies.GetOrAdd(state, static type =>
    {
        var attribute = type.GetCustomAttribute<SnapshotAttribute>();
        var contract = Array.Find(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ISnapshots<>));
        if (attribute is null || contract is null)
        {
            return attribute is null && contract is null
                ? null
                : throw new InvalidOperationException($"{type.Name} needs both [Snapshot] and ISnapshots<T>, or neither.");
        }

        return (SnapshotPolicy)typeof(SnapshotPolicy).GetMethod(nameof(Bind), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(contract.GenericTypeArguments).Invoke(null, [type, attribute])!;
    });

    public bool IsDue(long before, long after) => before / every < after / every;

    public Snapshot Take(string stream, EventSourced state) => new(stream, kind, state.Version, capture(state));

    /// <summary>False when the snapshot cannot be read: it is disposable, and the state, half restored, must be made anew.</summary>
    public bool TryRestore(EventSourced state, Snapshot snapshot)
    {
        try
        {
            restore(state, snapshot.Data);
        }
        catch (Exception)
        {
            return false;
        }

        state.RestoreVersion(snapshot.Version);
        return true;
    }

    private static SnapshotPolicy Bind<TCaptured>(Type type, SnapshotAttribute attribute) => new(
        $"{type.Name}.{attribute.Shape}",
        attribute.Every,
        state => JsonSerializer.SerializeToUtf8Bytes(((ISnapshots<TCaptured>)state).Capture(), EventSerializer.Options),
        (state, json) => ((ISnapshots<TCaptured>)state).Restore(JsonSerializer.Deserialize<TCaptured>(json.Span, EventSerializer.Options)!));
}
