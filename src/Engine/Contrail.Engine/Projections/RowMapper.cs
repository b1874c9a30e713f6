using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Engine.Projections;

/// <summary>
/// Maps a row record to columns and back: one column for each parameter of its constructor, in order, the first being the key.
/// </summary>
/// <typeparam name="TRow">A record whose constructor takes every member.</typeparam>
internal sealed class RowMapper<TRow>
    where TRow : class
{
    private static readonly ConstructorInfo Constructor = typeof(TRow).GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
    private readonly Func<TRow, object?[]> toColumns;
    private readonly Func<object?[], TRow> toRow;
    private readonly Func<TRow, string?> missingColumnOf;

    private RowMapper()
    {
        var members = Constructor.GetParameters().Select(Member.Of).ToArray();
        Columns = [.. members.Select(m => m.Column)];
        if (Columns[0] is not { Kind: ColumnKind.Text, IsNullable: false })
        {
            throw new InvalidOperationException($"The first member of {typeof(TRow).Name} is its key and must be a text or a typed id that is never null.");
        }

        (toColumns, toRow, missingColumnOf) = (CompileToColumns(members), CompileToRow(members), CompileMissing(members));
    }

    public static RowMapper<TRow> Instance { get; } = new();

    public IReadOnlyList<TableColumn> Columns { get; }

    public object?[] ToColumns(TRow row) => toColumns(row);

    public TRow ToRow(object?[] columns) => toRow(columns);

    public string? MissingColumnOf(TRow row) => missingColumnOf(row);

    private static Func<TRow, object?[]> CompileToColumns(Member[] members)
    {
        var row = Expression.Parameter(typeof(TRow));
        var values = members.Select(m => m.Write(Expression.Property(row, m.Property)));
        return Expression.Lambda<Func<TRow, object?[]>>(Expression.NewArrayInit(typeof(object), values), row).Compile();
    }

    private static Func<TRow, string?> CompileMissing(Member[] members)
    {
        var row = Expression.Parameter(typeof(TRow));
        Expression missing = Expression.Constant(null, typeof(string));
        foreach (var member in members.Where(m => m.CanLackValue).Reverse())
        {
            missing = Expression.Condition(member.Lacks(row), Expression.Constant(member.Column.Name), missing);
        }

        return Expression.Lambda<Func<TRow, string?>>(missing, row).Compile();
    }

    private static Func<object?[], TRow> CompileToRow(Member[] members)
    {
        var columns = Expression.Parameter(typeof(object?[]));
        var values = members.Select((m, i) => m.Read(Expression.ArrayIndex(columns, Expression.Constant(i))));
        return Expression.Lambda<Func<object?[], TRow>>(Expression.New(Constructor, values), columns).Compile();
    }

    /// <summary>One member of the row and how it converts.</summary>
    private sealed record Member(PropertyInfo Property, TableColumn Column, Type Type)
    {
        public static Member Of(ParameterInfo parameter)
        {
            var property = typeof(TRow).GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance)
                ?? throw new InvalidOperationException($"{typeof(TRow).Name} has a constructor parameter {parameter.Name} without a property of that name.");
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var isNullable = type != property.PropertyType
                || (!type.IsValueType && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable);
            return new Member(property, new TableColumn(TableSchema.ValidateName(SnakeCase(property.Name)), KindOf(type), isNullable), property.PropertyType);
        }

        /// <summary>Whether its type lets a value be absent although its column does not: a reference, or an id made of one.</summary>
        public bool CanLackValue => !Column.IsNullable && (!Type.IsValueType
            || (RowValues.IsText(Type) && Array.Exists(Type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public), f => !f.FieldType.IsValueType)));

        public BinaryExpression Lacks(Expression row)
        {
            Expression member = Expression.Property(row, Property);
            var value = Type.IsValueType ? Expression.Call(member, Type.GetMethod(nameof(ToString), Type.EmptyTypes)!) : member;
            return Expression.Equal(value, Expression.Constant(null, value.Type));
        }

        /// <summary>The member as the .NET type that <see cref="ColumnKind"/> names.</summary>
        public MethodCallExpression Write(Expression member) =>
            Expression.Call(typeof(RowValues), nameof(RowValues.Write), [Type], member, Expression.Constant(Column.Kind));

        public MethodCallExpression Read(Expression column) =>
            Expression.Call(typeof(RowValues), nameof(RowValues.Read), [Type], column);

        private static ColumnKind KindOf(Type type) => Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => ColumnKind.Text,
            TypeCode.String or TypeCode.Char => ColumnKind.Text,
            TypeCode.Boolean => ColumnKind.Boolean,
            TypeCode.Byte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => ColumnKind.Integer,
            TypeCode.Single or TypeCode.Double => ColumnKind.Real,
            TypeCode.Decimal => ColumnKind.Decimal,
            _ when type == typeof(DateTimeOffset) => ColumnKind.Timestamp,
            _ when RowValues.IsText(type) => ColumnKind.Text,
            _ => ColumnKind.Json,
        };

        private static string SnakeCase(string name)
        {
            var snake = new StringBuilder(name.Length + 4);
            for (var i = 0; i < name.Length; i++)
            {
                if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                {
                    snake.Append('_');
                }

                snake.Append(char.ToLower(name[i], CultureInfo.InvariantCulture));
            }

            return snake.ToString();
        }
    }
}

/// <summary>Converts one value between a row's member and its column.</summary>
internal static class RowValues
{
    private static readonly HashSet<Type> Texts = [typeof(Guid), typeof(DateOnly), typeof(TimeOnly), typeof(Uri)];

    public static bool IsText(Type type) => Texts.Contains(type)
        || Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));

    public static object? Write<T>(T value, ColumnKind kind) => value is null ? null : kind switch
    {
        ColumnKind.Text when value is string text => text,
        ColumnKind.Text => JsonText(JsonSerializer.Serialize(value, EventSerializer.Options)),
        ColumnKind.Integer => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ColumnKind.Real => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        ColumnKind.Timestamp => ((DateTimeOffset)(object)value).ToUniversalTime(),
        ColumnKind.Json => JsonSerializer.Serialize(value, EventSerializer.Options),
        _ => value,
    };

    public static T? Read<T>(object? column)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return column switch
        {
            null => default,
            T same when typeof(T) != typeof(object) => same,
            long number => (T)Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
            double number => (T)Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
            string text when type.IsEnum || IsText(type) || type == typeof(char) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(text), EventSerializer.Options),
            string json => JsonSerializer.Deserialize<T>(json, EventSerializer.Options),
            _ => (T)column,
        };
    }

    private static string JsonText(string json) => JsonSerializer.Deserialize<string>(json)!;
}
