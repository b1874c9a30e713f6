using Contrail.Booking;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Modules;
using Contrail.Flights;
using Contrail.Identity;
using Contrail.Notifications;
using Contrail.Ordering;
using Contrail.Payments;

namespace Contrail.Host;

/// <summary>The one list of what this host serves.</summary>
internal static class Modules
{
    /// <summary>Makes them, in the order in which they start.</summary>
    public static IReadOnlyList<Module> All(HostOptions options, DataKeys keys, TimeProvider clock) =>
    [
        new IdentityModule(),
        new FlightsModule(),
        new BookingModule(BookingOptions.Holding(options.Hold)),
        new PaymentsModule(new PaymentsOptions(Path.Combine(options.Data, "payment-simulator.db"), keys.For("payments"))
        {
            Clock = clock,
            WebhookDelay = options.WebhookDelay,
        }),
        new OrderingModule(),
        new NotificationsModule(new NotificationOptions(options.Smtp)),
    ];
}
