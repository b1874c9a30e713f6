using System.Text.RegularExpressions;

namespace Contrail.Engine.Events;

/// <summary>
/// The stored name of an event, command or contract: <c>booking.flight_booking.cancelled.v1</c> is the type
/// <c>booking.flight_booking.cancelled</c> in schema version 1.
/// </summary>
/// <param name="Type">The name without its version.</param>
/// <param name="SchemaVersion">1 or higher.</param>
public readonly partial record struct WireName(string Type, int SchemaVersion)
{
    /// <summary>Reads a wire name.</summary>
    /// <exception cref="FormatException">It is not dot-separated snake_case ending in <c>.vN</c>.</exception>
    public static WireName Parse(string text)
    {
        var match = Form().Match(text);
        return match.Success
            ? new WireName(match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' is not a wire name. Write module.category.fact.vN in snake_case, for example bank.seat_bank.opened.v1.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type}.v{SchemaVersion}";

    [GeneratedRegex(@"^([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+)\.v([1-9][0-9]{0,3})\z")]
    private static partial Regex Form();
}

/// <summary>Gives an event or a contract message its wire name. The name is the storage format: never edit one.</summary>
/// <param name="wireName">For example <c>booking.flight_booking.cancelled.v1</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventTypeAttribute(string wireName) : Attribute
{
    /// <summary>The wire name.</summary>
    public string WireName { get; } = wireName;
}

/// <summary>Gives a command that is stored - scheduled, or sent by a process or to another module - its wire name.</summary>
/// <param name="wireName">For example <c>booking.expire_flight_booking.v1</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CommandTypeAttribute(string wireName) : Attribute
{
    /// <summary>The wire name.</summary>
    public string WireName { get; } = wireName;
}
