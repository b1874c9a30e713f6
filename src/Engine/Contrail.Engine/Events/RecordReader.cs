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
    // Whose converters do not read more than their value: a value is read by itself, so nobody would notice.
    private static readonly Assembly[] Trusted = [typeof(JsonSerializer).Assembly, typeof(RecordReader).Assembly];

    // Of a value, which lies within an object.
    private static readonly JsonReaderOptions OfValues = new() { MaxDepth = EventSerializer.MaxDepth - 1 };

    private readonly byte[][] names;
    private readonly ReadMembers read;

    private RecordReader(ConstructorInfo constructor, IReadOnlyList<JsonPropertyInfo> members, JsonSerializerOptions options)
    {
        names = [.. members.Select(m => Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(m.Name, options.Encoder)}\":"))];
        read = Compile(constructor, members, options);
    }

    private delegate object? ReadMembers(ref RecordScanner scanner);

    /// <summary>The reader of a type; null unless it is a record whose members are all parameters of its constructor, with nothing special about them.</summary>
    public static RecordReader? Of(Type type, JsonSerializerOptions options)
    {
        try
        {
            return Built(type, options);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever stands against it, the serializer may be able to read the type all the same; if not, it says why.
            return null;
        }
    }

    private static RecordReader? Built(Type type, JsonSerializerOptions options)
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
            var scanner = new RecordScanner(utf8);
            return read(ref scanner);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Converters and constructors are code of modules: whatever they throw, the serializer meets it too and says where.
            return null;
        }
    }

    /// <summary>The contract of a type that is an object like others; null for all else.</summary>
    private static JsonTypeInfo? ContractOf(Type type, JsonSerializerOptions options) =>
        options.GetTypeInfo(type) is
        {
            Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null, UnmappedMemberHandling: null, NumberHandling: null, OnDeserializing: null, OnDeserialized: null,
        } contract ? contract : null;

    // An ignored member has no getter here. A converter from elsewhere may read more or less than its value: the serializer finds that out, the reader would not.
    private static bool IsPlain(JsonPropertyInfo member, JsonSerializerOptions options) =>
        member is
        {
            Get: not null, IsRequired: false, IsExtensionData: false, NumberHandling: null, ObjectCreationHandling: null, CustomConverter: null,
            AssociatedParameter.IsMemberInitializer: false,
        }
        && Trusted.Contains(options.GetConverter(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType).GetType().Assembly);

    // while (true) switch (scanner.Next(names))
    // {
    //     case 0: text = member0.Read(ref scanner); break;
    //     ...
    //     case NoMore: return new Noted(text, ...);
    //     default: return null;
    // }
    private ReadMembers Compile(ConstructorInfo constructor, IReadOnlyList<JsonPropertyInfo> members, JsonSerializerOptions options)
    {
        var scanner = Expression.Parameter(typeof(RecordScanner).MakeByRefType());
        var values = Array.ConvertAll(constructor.GetParameters(), p => Expression.Variable(p.ParameterType));
        var end = Expression.Label(typeof(object));

        List<Expression> steps = [];
        List<SwitchCase> cases = [Expression.SwitchCase(Expression.Return(end, Expression.New(constructor, values), typeof(void)), Expression.Constant(RecordScanner.NoMore))];
        foreach (var (number, member) in members.Index())
        {
            var parameter = member.AssociatedParameter!;
            var value = values[parameter.Position];
            steps.Add(Expression.Assign(value, parameter is { HasDefaultValue: true, DefaultValue: { } given } ? Expression.Constant(given, value.Type) : Expression.Default(value.Type)));
            var reads = Expression.Constant(Activator.CreateInstance(typeof(Member<>).MakeGenericType(value.Type), member, options));
            var assign = Expression.Assign(value, Expression.Call(reads, nameof(Member<>.Read), null, scanner));
            cases.Add(Expression.SwitchCase(Expression.Block(typeof(void), assign), Expression.Constant(number)));
        }

        var next = Expression.Call(scanner, nameof(RecordScanner.Next), null, Expression.Constant(names));
        steps.Add(Expression.Loop(Expression.Switch(typeof(void), next, Expression.Return(end, Expression.Constant(null), typeof(void)), null, cases)));
        steps.Add(Expression.Label(end, Expression.Constant(null)));
        return Expression.Lambda<ReadMembers>(Expression.Block(values, steps), scanner).Compile();
    }

    /// <summary>How one member is read.</summary>
    private sealed class Member<T>
    {
        private readonly JsonConverter<T> converter;
        private readonly JsonSerializerOptions options;
        private readonly bool mayBeNull;
        private readonly bool isUsual;

        public Member(JsonPropertyInfo member, JsonSerializerOptions options)
        {
            converter = (JsonConverter<T>)options.GetConverter(typeof(T));
            isUsual = converter.GetType().Assembly == typeof(JsonSerializer).Assembly;
            mayBeNull = member.AssociatedParameter!.IsNullable;
            this.options = options;
        }

        public T? Read(ref RecordScanner scanner)
        {
            if (typeof(T) == typeof(string) && isUsual && scanner.TryPlainText(out var text))
            {
                return (T)(object)text;
            }

            if (typeof(T) == typeof(int) && isUsual && scanner.TryWhole(int.MinValue, int.MaxValue, out var number))
            {
                return (T)(object)(int)number;
            }

            if (typeof(T) == typeof(long) && isUsual && scanner.TryWhole(long.MinValue, long.MaxValue, out number))
            {
                return (T)(object)number;
            }

            return Convert(scanner.Value());
        }

        private T? Convert(ReadOnlySpan<byte> json)
        {
            var reader = new Utf8JsonReader(json, OfValues);
            if (!reader.Read())
            {
                throw new JsonException("No value.");
            }

            var isNull = reader.TokenType == JsonTokenType.Null && default(T) is null && !converter.HandleNull;
            var value = isNull ? default : converter.Read(ref reader, typeof(T), options);
            if (reader.BytesConsumed != json.Length)
            {
                throw new JsonException("More than a value.");
            }

            return value is not null || mayBeNull ? value : throw new JsonException("It may not be null.");
        }
    }
}
