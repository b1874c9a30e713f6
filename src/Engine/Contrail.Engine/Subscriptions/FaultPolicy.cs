using System.Data.Common;
using System.Net.Http;
using System.Net.Sockets;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Log;

namespace Contrail.Engine.Subscriptions;

/// <summary>Tells a fault of the event, which is parked, from one of the surroundings, which passes.</summary>
internal static class FaultPolicy
{
    /// <summary>How often an event is tried before it is parked.</summary>
    public const int Attempts = 3;

    /// <param name="error">What was thrown.</param>
    /// <param name="cancellation">Of the handling. Whoever gives up while nobody has asked for it has a fault of its own, unless a time ran out.</param>
    public static bool IsTransient(Exception error, CancellationToken cancellation = default) => error switch
    {
        StorageUnavailableException or EngineBusyException or ConcurrencyException or FencedOffException or TransientFaultException => true,
        OperationCanceledException => cancellation.IsCancellationRequested || error.InnerException is TimeoutException,
        HttpRequestException or SocketException or IOException or TimeoutException => true,
        DbException database => database.IsTransient,
        _ => false,
    };

    /// <summary>Whether trying again could help at all.</summary>
    public static bool IsFinal(Exception error) => error is UnknownEventTypeException or UnreadableEventException or EventTooLargeException;

    /// <summary>A pause that grows with the attempts and differs from node to node.</summary>
    public static TimeSpan Pause(int attempt, TimeSpan longest)
    {
        var milliseconds = Math.Min(longest.TotalMilliseconds, 20 * Math.Pow(2, Math.Min(attempt, 12)));
        return TimeSpan.FromMilliseconds(milliseconds * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}

/// <summary>Thrown by a side effect when the outside is unavailable: the subscription waits and tries again, for ever.</summary>
public sealed class TransientFaultException(string message, Exception? inner = null) : Exception(message, inner);
