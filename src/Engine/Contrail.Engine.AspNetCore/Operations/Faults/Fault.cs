using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Contrail.Engine.Events;

namespace Contrail.Engine.AspNetCore;

/// <summary>What a simulated failure does.</summary>
public enum FaultKind
{
    /// <summary>Kills the process (SIGKILL) just before an append that holds an event of a type.</summary>
    KillBefore,

    /// <summary>Kills the process (SIGKILL) right after the commit of an append that holds an event of a type; nobody gets its answer.</summary>
    KillAfter,

    /// <summary>The next appends fail as if the storage did not answer.</summary>
    FailAppends,

    /// <summary>Every append takes so much longer.</summary>
    DelayAppends,

    /// <summary>Read models cannot store what follows from an event of a type, so the event is parked.</summary>
    FailProjection,

    /// <summary>A subscription stands still, as if another owner held it.</summary>
    PauseSubscription,
}

/// <summary>A failure to simulate.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Module">In which module.</param>
/// <param name="Type">Wire name of an event, with or without version; <c>*</c> for any. For killing and for failing projections.</param>
/// <param name="Nth">Kills at the event of the type that comes so many-th from now; 1 when left out.</param>
/// <param name="Count">How many appends fail.</param>
/// <param name="Milliseconds">How long appends are held up.</param>
/// <param name="Subscription">The subscription that pauses; for failing projections the read model, all of the module when left out.</param>
public sealed partial record Fault(
    FaultKind Kind, string Module, string? Type = null, int? Nth = null, int? Count = null, int? Milliseconds = null, string? Subscription = null)
{
    private const int MostMilliseconds = 60_000;

    /// <summary>Reads the faults to start with: JSON, or <c>kind:module:what[:more]</c>, several separated by ';' or ','.</summary>
    /// <remarks>
    /// <c>kill-before:booking:booking.flight_booking.confirmed:2</c>, <c>kill-after:booking:TYPE[:NTH]</c>, <c>fail-appends:booking:3</c>,
    /// <c>delay-appends:booking:200</c>, <c>fail-projection:booking:TYPE[:READ_MODEL]</c>, <c>pause-subscription:booking:relay</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public static IReadOnlyList<Fault> Parse(string text)
    {
        if (text.TrimStart() is ['[' or '{', ..])
        {
            try
            {
                return [.. ReadJson(text).Select(f => f.Checked())];
            }
            catch (JsonException e)
            {
                throw new ArgumentException($"The faults are not the JSON of a fault or of a list of them: {e.Message}", e);
            }
        }

        return [.. text.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => ParseOne(one).Checked())];
    }

    /// <summary>Gives the fault back if it says all that its kind needs.</summary>
    /// <exception cref="ArgumentException">Something is missing or makes no sense.</exception>
    public Fault Checked() => Problem() is { } problem ? throw new ArgumentException(problem) : this with { Type = Type is null ? null : Version().Replace(Type, "") };

    /// <summary>Whether an event is of the type.</summary>
    internal bool Concerns(string type) => Type is "*" || Type == type;

    private static Fault[] ReadJson(string text) => text.TrimStart()[0] == '['
        ? JsonSerializer.Deserialize<Fault[]>(text, EventSerializer.Options)!
        : [JsonSerializer.Deserialize<Fault>(text, EventSerializer.Options)!];

    private static Fault ParseOne(string text)
    {
        var parts = text.Split(':');
        var known = Enum.TryParse<FaultKind>(parts[0].Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var kind) && !char.IsAsciiDigit(parts[0][0]);
        if (!known || parts.Length is < 3 or > 4)
        {
            throw new ArgumentException($"'{text}' is not a fault. Write kind:module:what, for example kill-after:booking:booking.flight_booking.confirmed or fail-appends:payments:3.");
        }

        var fault = new Fault(kind, parts[1]);
        var more = parts.Length == 4 ? parts[3] : null;
        return kind switch
        {
            FaultKind.KillBefore or FaultKind.KillAfter => fault with { Type = parts[2], Nth = more is null ? null : Number(more) },
            FaultKind.FailAppends => fault with { Count = Number(parts[2]) },
            FaultKind.DelayAppends => fault with { Milliseconds = Number(parts[2]) },
            FaultKind.FailProjection => fault with { Type = parts[2], Subscription = more },
            _ => fault with { Subscription = parts[2] },
        };
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"'{text}' is not a number.");

    private string? Problem() => this switch
    {
        { Module: null or "" } => "A fault names its module.",
        { Kind: FaultKind.KillBefore or FaultKind.KillAfter or FaultKind.FailProjection, Type: null or "" } => $"{Kind} needs the type of an event, for example booking.flight_booking.confirmed.",
        { Nth: < 1 } => "The count of events begins with 1.",
        { Kind: FaultKind.FailAppends, Count: null or < 1 } => "FailAppends needs how many appends fail: 1 or more.",
        { Kind: FaultKind.DelayAppends, Milliseconds: null or < 1 or > MostMilliseconds } => $"DelayAppends needs milliseconds: 1 to {MostMilliseconds}.",
        { Kind: FaultKind.PauseSubscription, Subscription: null or "" } => "PauseSubscription needs the name of a subscription.",
        _ => null,
    };

    [GeneratedRegex(@"\.v[0-9]+\z")]
    private static partial Regex Version();
}

/// <summary>A fault that is set.</summary>
/// <param name="Id">By which it is removed.</param>
/// <param name="Fault">What it is.</param>
/// <param name="SetBy">Who set it.</param>
/// <param name="Struck">How often it has struck; for killing, how many of its events it has counted.</param>
public sealed record SetFault(int Id, Fault Fault, string SetBy, int Struck);
