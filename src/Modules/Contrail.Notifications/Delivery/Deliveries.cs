using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Notifications.Domain.Notifications;
using Contrail.Notifications.Features;

namespace Contrail.Notifications.Delivery;

/// <summary>The first delivery of a notification.</summary>
internal sealed class DeliverRequested(IChannel channel) : ISideEffect<NotificationRequested>
{
    public Task<ICommand?> PerformAsync(EventEnvelope<NotificationRequested> e, Guid idempotencyKey, CancellationToken cancellation) =>
        Deliveries.AttemptAsync(channel, e.Event.NotificationId, 1, e.Event.Message, cancellation);
}

/// <summary>Further deliveries of a notification.</summary>
internal sealed class DeliverRepeated(IChannel channel) : ISideEffect<NotificationRepeated>
{
    public Task<ICommand?> PerformAsync(EventEnvelope<NotificationRepeated> e, Guid idempotencyKey, CancellationToken cancellation) =>
        Deliveries.AttemptAsync(channel, e.Event.NotificationId, e.Event.Delivery, e.Event.Message, cancellation);
}

/// <summary>
/// One delivery. Trouble of the channel is an outcome that is recorded and followed by a scheduled retry, not a fault of the
/// subscription: one recipient whose server is busy holds up nobody else.
/// </summary>
internal static class Deliveries
{
    public static async Task<ICommand?> AttemptAsync(IChannel channel, NotificationId id, int delivery, Message message, CancellationToken cancellation)
    {
        try
        {
            await channel.DeliverAsync(message, cancellation);
            return new RecordSent(id, delivery);
        }
        catch (DeliveryException e)
        {
            return new RecordFault(id, delivery, e.Message, e.IsFinal);
        }
    }
}
