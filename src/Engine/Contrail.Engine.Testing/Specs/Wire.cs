using System.Reflection;
using System.Text;
using System.Text.Json;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Modules;
using Xunit;

namespace Contrail.Engine.Testing.Specs;

/// <summary>
/// Events and commands as they lie in a log: specifications compare what is stored, so that lists are equal by content and every
/// specification checks names and shapes that must never change.
/// </summary>
internal sealed class Wire(EventTypes types)
{
    public EventSerializer Serializer { get; } = new(types);

    public static Wire Of(Modules.Module module)
    {
        var builder = new ModuleBuilder(module.Name);
        module.Define(builder);
        return new Wire(builder.Types.Build());
    }

    /// <summary>Wire name and JSON; a command that is never stored has its .NET name instead.</summary>
    public string TextOf(object message)
    {
        if (!Serializer.Types.Knows(message.GetType()) && message is ICommand)
        {
            return $"{message.GetType().Name} {JsonSerializer.Serialize(message, message.GetType(), EventSerializer.Options)}";
        }

        var (name, data) = Serializer.Serialize(message);
        return $"{name} {Encoding.UTF8.GetString(data.Span)}";
    }

    /// <summary>The event as the log gives it back; fails when JSON loses something.</summary>
    public RecordedEvent Record(object @event, string stream, long version, long position, DateTimeOffset at)
    {
        var (name, data) = Serializer.Serialize(@event);
        var again = Serializer.Serialize(Serializer.Deserialize(name.Type, name.SchemaVersion, data.Span)).Data;
        if (!again.Span.SequenceEqual(data.Span))
        {
            Assert.Fail($"{name} does not survive JSON:\n  - {Encoding.UTF8.GetString(data.Span)}\n  + {Encoding.UTF8.GetString(again.Span)}");
        }

        var id = DerivedId.From(Guid.Empty, $"{stream}@{version}");
        var metadata = new EventMetadata(id, null, id, "spec").ToJson();
        return new RecordedEvent(position, stream, version, id, name.Type, name.SchemaVersion, data, metadata, at, new byte[32]);
    }

    /// <summary>Exact and in order.</summary>
    public void ShouldBe(IEnumerable<object> actual, IEnumerable<object> expected, string what) =>
        Lines.ShouldBe([.. actual.Select(TextOf)], [.. expected.Select(TextOf)], what);

    /// <summary>The translation key of a rule, whatever facts it needs.</summary>
    public static string KeyOf<TRule>()
        where TRule : Rule
    {
        var constructor = typeof(TRule).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0];
        var facts = constructor.GetParameters().Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null);
        return ((Rule)constructor.Invoke([.. facts])).TranslationKey;
    }
}

/// <summary>Compares lists of lines and shows where they differ.</summary>
internal static class Lines
{
    public static void ShouldBe(IReadOnlyList<string> actual, IReadOnlyList<string> expected, string what)
    {
        if (!actual.SequenceEqual(expected, StringComparer.Ordinal))
        {
            Assert.Fail(Difference(actual, expected, what));
        }
    }

    private static string Difference(IReadOnlyList<string> actual, IReadOnlyList<string> expected, string what)
    {
        var text = new StringBuilder($"{what}: {expected.Count} expected (-), {actual.Count} found (+).\n");
        for (var i = 0; i < Math.Max(actual.Count, expected.Count); i++)
        {
            var (found, wanted) = (i < actual.Count ? actual[i] : null, i < expected.Count ? expected[i] : null);
            if (found == wanted)
            {
                text.Append(null, $"    {i + 1}. {found}\n");
                continue;
            }

            text.Append(wanted is null ? "" : $"  - {i + 1}. {wanted}\n").Append(found is null ? "" : $"  + {i + 1}. {found}\n");
        }

        return text.ToString().TrimEnd('\n');
    }
}
