using Contrail.Booking;
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
    public static IReadOnlyList<Module> All() =>
    [
        new IdentityModule(),
        new FlightsModule(),
        new BookingModule(),
        new PaymentsModule(),
        new OrderingModule(),
        new NotificationsModule(),
    ];
}
