using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Contrail.Engine.Events;

/// <summary>
/// Reads records of one type from the JSON that is stored of them: compiled once, it reads each member straight into its parameter of the constructor.
/// It follows the serializer's contract of the type, and knows only what this program writes itself. Whatever else it meets - a member that the type
/// does not have, null where none may be, content that does not fit - is the serializer's to read or to refuse.
/// </summary>
internal sealed class RecordReader
{
    private const int NoMore = -1;
    private const int Unexpected = -2;

    // Whose converters read exactly their value.
    private static readonly Assembly[] Trusted = [typeof(JsonSerializer).Assembly, typeof(RecordReader).Assembly];

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = EventSerializer.MaxDepth };

    private readonly byte[][] names;
    private readonly ReadMembers read;

    private RecordReader(ConstructorInfo constructor, IReadOnlyList<JsonPropertyInfo> members, JsonSerializerOptions options)
    {
        names = [.. members.Select(m => Encoding.UTF8.GetBytes(m.Name))];
        read = Compile(constructor, members, options);
    }

    private delegate object? ReadMembers(ref Utf8JsonReader reader);

    /// <summary>The reader of a type; null unless it is a record whose members are all parameters of its constructor, with nothing special about them.</summary>
    public static RecordReader? Of(Type type, JsonSerializerOptions options)
    {
        if (type.IsValueType || ContractOf(type, options) is not { ConstructorAttributeProvider: ConstructorInfo constructor } contract)
        {
            return null;
        }

        var members = contract.Properties.Where(m => m.Set is not null || m.AssociatedParameter is not null).ToList();
        return members.Count > 0
            && members.TrueForAll(m => IsPlain(m, options))
            && members.Select(m => m.AssociatedParameter!.Position).Order().SequenceEqual(Enumerable.Range(0, constructor.GetParameters().Length))
                ? new RecordReader(constructor, members, options)
                : null;
    }

    /// <summary>The record; null if the serializer must look at the content.</summary>
    public object? TryRead(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, Strict);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && read(ref reader) is { } record && !reader.Read() ? record : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Converters and constructors are code of modules: whatever they throw, the serializer meets it too and says where.
            return null;
        }
    }

    /// <summary>The contract of a type that is an object like others; null for all else, also for what the serializer cannot read at all.</summary>
    private static JsonTypeInfo? ContractOf(Type type, JsonSerializerOptions options)
    {
        try
        {
            return options.GetTypeInfo(type) is
            {
                Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null, UnmappedMemberHandling: null, NumberHandling: null, OnDeserializing: null, OnDeserialized: null,
            } contract ? contract : null;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    // An ignored member has no getter here. A converter from elsewhere may read more or less than its value: the serializer finds that out, the reader would not.
    private static bool IsPlain(JsonPropertyInfo member, JsonSerializerOptions options) =>
        member is
        {
            Get: not null, IsRequired: false, IsExtensionData: false, NumberHandling: null, ObjectCreationHandling: null, CustomConverter: null,
            AssociatedParameter.IsMemberInitializer: false,
        }
        && Trusted.Contains(options.GetConverter(member.PropertyType).GetType().Assembly);

    /// <summary>Moves to the value of the next member and gives the member's number. Members mostly come in the order in which they were written.</summary>
    private int Next(ref Utf8JsonReader reader, int last)
    {
        if (!reader.Read())
        {
            return Unexpected;
        }

        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return NoMore;
        }

        for (var i = 1; i <= names.Length; i++)
        {
            var member = (last + i) % names.Length;
            if (reader.ValueTextEquals(names[member]))
            {
                reader.Read();
                return member;
            }
        }

        return Unexpected;
    }

    // for (var last = -1; ; ) switch (last = Next(ref reader, last))
    // {
    //     case 0: text = member0.Read(ref reader); break;
    //     ...
    //     case NoMore: return new Noted(text, ...);
    //     default: return null;
    // }
    private ReadMembers Compile(ConstructorInfo constructor, IReadOnlyList<JsonPropertyInfo> members, JsonSerializerOptions options)
    {
        var reader = Expression.Parameter(typeof(Utf8JsonReader).MakeByRefType());
        var last = Expression.Variable(typeof(int));
        var values = Array.ConvertAll(constructor.GetParameters(), p => Expression.Variable(p.ParameterType));
        var end = Expression.Label(typeof(object));

        List<Expression> steps = [Expression.Assign(last, Expression.Constant(-1))];
        List<SwitchCase> cases = [Expression.SwitchCase(Expression.Return(end, Expression.New(constructor, values), typeof(void)), Expression.Constant(NoMore))];
        foreach (var (number, member) in members.Index())
        {
            var parameter = member.AssociatedParameter!;
            var value = values[parameter.Position];
            steps.Add(Expression.Assign(value, parameter is { HasDefaultValue: true, DefaultValue: { } given } ? Expression.Constant(given, value.Type) : Expression.Default(value.Type)));
            var reads = Expression.Constant(Activator.CreateInstance(typeof(Member<>).MakeGenericType(value.Type), member, options));
            var assign = Expression.Assign(value, Expression.Call(reads, nameof(Member<>.Read), null, reader));
            cases.Add(Expression.SwitchCase(Expression.Block(typeof(void), assign), Expression.Constant(number)));
        }

        var next = Expression.Call(Expression.Constant(this), nameof(Next), null, reader, last);
        steps.Add(Expression.Loop(Expression.Switch(
            typeof(void), Expression.Assign(last, next), Expression.Return(end, Expression.Constant(null), typeof(void)), null, cases)));
        steps.Add(Expression.Label(end, Expression.Constant(null)));
        return Expression.Lambda<ReadMembers>(Expression.Block([last, .. values], steps), reader).Compile();
    }

    /// <summary>How one member is read.</summary>
    private sealed class Member<T>(JsonPropertyInfo member, JsonSerializerOptions options)
    {
        private readonly JsonConverter<T> converter = (JsonConverter<T>)options.GetConverter(typeof(T));
        private readonly bool mayBeNull = member.AssociatedParameter!.IsNullable;

        public T? Read(ref Utf8JsonReader reader)
        {
            var isAbsent = reader.TokenType == JsonTokenType.Null && default(T) is null && !converter.HandleNull;
            var value = isAbsent ? default : converter.Read(ref reader, typeof(T), options);
            return value is not null || mayBeNull ? value : throw new JsonException("It may not be null.");
        }
    }
}
