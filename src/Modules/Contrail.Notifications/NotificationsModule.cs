using Contrail.Contracts.Booking;
using Contrail.Contracts.Identity;
using Contrail.Contracts.Ordering;
using Contrail.Engine.Modules;
using Contrail.Notifications.Delivery;
using Contrail.Notifications.Features.ListNotifications;
using Contrail.Notifications.Reactions;

namespace Contrail.Notifications;

/// <summary>Telling people.</summary>
public sealed class NotificationsModule : Module
{
    private readonly IChannel channel;

    /// <summary>Tells people as the options say.</summary>
    public NotificationsModule(NotificationOptions? options = null)
        : this(options?.Smtp is { } smtp ? new SmtpChannel(smtp) : new Mailbox())
    {
    }

    internal NotificationsModule(IChannel channel) => this.channel = channel;

    /// <inheritdoc/>
    public override string Name => "notifications";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module
        .AddFrom(typeof(NotificationsModule).Assembly)
        .AddTypes(typeof(FlightBookingReservedV1), typeof(FlightBookingHoldExpiringV1), typeof(FlightBookingConfirmedV1))
        .AddTypes(typeof(FlightBookingExpiredV1), typeof(FlightBookingCancelledV1))
        .AddTypes(typeof(OrderPaymentDeclinedV1), typeof(OrderConfirmedV1), typeof(OrderRefundedV1), typeof(OrderEndedV1), typeof(UserRegisteredV1))
        .AddProjection(new NotificationsProjection())
        .AddReaction(new OnFlightBookingReserved())
        .AddReaction(new OnFlightBookingHoldExpiring())
        .AddReaction(new OnFlightBookingConfirmed())
        .AddReaction(new OnFlightBookingExpired())
        .AddReaction(new OnFlightBookingCancelled())
        .AddReaction(new OnOrderPaymentDeclined())
        .AddReaction(new OnOrderConfirmed())
        .AddReaction(new OnOrderRefunded())
        .AddReaction(new OnOrderEnded())
        .AddReaction(new OnUserRegistered())
        .AddSideEffect(new DeliverRequested(channel))
        .AddSideEffect(new DeliverRepeated(channel));
}
