using System.Collections;
using System.Reflection;
using Contrail.Contracts;
using Contrail.Engine.Domain;

namespace Contrail.Modules.Tests.Storage;

/// <summary>Makes a specimen of any stored type: every member filled, always with the same values.</summary>
internal static class Specimen
{
    private static readonly DateTimeOffset Instant = new(2026, 12, 1, 8, 30, 0, TimeSpan.FromHours(1));

    public static object Of(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => Of(inner),
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => 7,
        _ when type == typeof(long) => 7_000_000_000L,
        _ when type == typeof(double) => 1.5,
        _ when type == typeof(decimal) => 1.25m,
        _ when type == typeof(Guid) => Guid.Parse("0199c0de-0000-7000-8000-00000000000a"),
        _ when type == typeof(DateTimeOffset) => Instant,
        _ when type == typeof(DateTime) => new DateTime(2026, 12, 1, 8, 30, 0),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 12, 1),
        _ when type == typeof(DateTime) => new DateTime(2026, 12, 1, 8, 30, 0, DateTimeKind.Unspecified),
        _ when type == typeof(TimeOnly) => new TimeOnly(8, 30),
        _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(90),
        _ when type == typeof(Money) => new Money(12_345, "EUR"),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(type.GetEnumValues().Length - 1)!,
        _ when type.IsArray => Fill(Array.CreateInstance(type.GetElementType()!, 1), type.GetElementType()!),
        _ when KeyedBy(type) is { } pair => Map(pair),
        _ when ElementOf(type) is { } element => Fill(Array.CreateInstance(element, 1), element),
        _ => Construct(type),
    };

    /// <summary>Ids whose text has a form of its own are made from a text of that form.</summary>
    private static object Construct(Type type)
    {
        if (IsTypedId(type) && Texts.TryGetValue(type.Name, out var text))
        {
            return type.GetMethod("Parse", BindingFlags.Static | BindingFlags.Public, [typeof(string)])!.Invoke(null, [text])!;
        }

        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(c => !Array.Exists(c.GetParameters(), p => p.ParameterType == type))
            .OrderByDescending(c => c.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType))]);
    }

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["FlightId"] = "CT101-2026-12-01-LHR",
        ["AirportCode"] = "LHR",
        ["AircraftTypeCode"] = "320",
        ["TicketNumber"] = "9870000000001",
        ["RecordLocator"] = "QWRT23",
    };

    private static bool IsTypedId(Type type) =>
        Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));

    private static Array Fill(Array array, Type element)
    {
        array.SetValue(Of(element), 0);
        return array;
    }

    private static object Map((Type Key, Type Value) pair)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(pair.Key, pair.Value))!;
        map.Add(Of(pair.Key), Of(pair.Value));
        return map;
    }

    private static (Type Key, Type Value)? KeyedBy(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [var key, var value] && type.IsAssignableFrom(typeof(Dictionary<,>).MakeGenericType(key, value))
            ? (key, value)
            : null;

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [var element] && type.IsAssignableFrom(element.MakeArrayType()) ? element : null;
}
