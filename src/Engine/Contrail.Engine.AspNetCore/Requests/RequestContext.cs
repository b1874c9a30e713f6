using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Contrail.Engine.Decisions;
using Contrail.Engine.Modules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>Turns a request's headers into what the engine understands, and the engine's answers into headers.</summary>
internal static class RequestContext
{
    public const string IdempotencyKey = "Idempotency-Key";
    public const string IdempotencyReplayed = "Idempotency-Replayed";
    public const string Position = "Contrail-Position";

    /// <summary>The context of a command: its id follows from caller, route and idempotency key, if there is one. Strangers cannot be told
    /// apart: for them it follows from what they ask for, too, so that two who chose the same key do not meet.</summary>
    public static CommandContext For(HttpContext http, Caller caller, object fingerprintOf)
    {
        var trace = Activity.Current?.Id;
        if (http.Request.Headers[IdempotencyKey].ToString() is not { Length: > 0 } key)
        {
            return CommandContext.New(caller.Actor) with { TraceParent = trace };
        }

        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var fingerprint = CommandContext.FingerprintOf(fingerprintOf);
        var asked = caller.IsStranger ? Convert.ToHexStringLower(fingerprint.Span) : "";
        var id = DerivedId.From(Guid.Empty, HashOf($"{caller.Actor}\n{http.Request.Method} {route}\n{http.Request.Path}\n{key}\n{asked}"));
        return CommandContext.For(id, caller.Actor) with { TraceParent = trace, Fingerprint = fingerprint };
    }

    /// <summary>Tells the caller where the log stood and whether the answer was given before.</summary>
    public static void Mark(HttpContext http, string module, CommandResult result)
    {
        http.Response.Headers[Position] = $"{module}:{result.Position.ToString(CultureInfo.InvariantCulture)}";
        if (result.IsReplay)
        {
            http.Response.Headers[IdempotencyReplayed] = "true";
        }
    }

    /// <summary>Waits until a read model shows what the caller has seen; a position of another module counts as seen here when that
    /// module's messages up to it have been accepted.</summary>
    /// <exception cref="TimeoutException">Not in time: the answer is 503, never older state.</exception>
    public static async Task ReachAsync(HttpContext http, RunningModules modules, RunningModule module, string readModel, TimeSpan patience)
    {
        foreach (var (name, position) in PositionsOf(http))
        {
            if (name == module.Name)
            {
                await module.CaughtUpAsync(readModel, position, patience, http.RequestAborted).ConfigureAwait(false);
            }
            else if (modules.Find(name) is { } other)
            {
                await other.CaughtUpAsync("relay", position, patience, http.RequestAborted).ConfigureAwait(false);
                var head = await module.Log.ReadHeadAsync(http.RequestAborted).ConfigureAwait(false);
                await module.CaughtUpAsync(readModel, head.Position, patience, http.RequestAborted).ConfigureAwait(false);
            }
        }
    }

    private static IEnumerable<(string Module, long Position)> PositionsOf(HttpContext http)
    {
        foreach (var part in http.Request.Headers[Position].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            yield return colon > 0 && long.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
                ? (part[..colon], position)
                : throw new InvalidParameterException(Position, $"{Position} is module:number, several separated by commas, as answers to commands carry it.");
        }
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
