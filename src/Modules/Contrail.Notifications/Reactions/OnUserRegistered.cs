using Contrail.Contracts.Booking;
using Contrail.Contracts.Identity;
using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Reactions;
using Contrail.Notifications.Features;
using Contrail.Notifications.Templates;

namespace Contrail.Notifications.Reactions;

/// <summary>Somebody opened an account: welcome them.</summary>
internal sealed class OnUserRegistered : IReaction<UserRegisteredV1>
{
    public ICommand? React(EventEnvelope<UserRegisteredV1> e) =>
        RequestNotification.About(e, AllTemplates.Welcome, new ContactDetails(e.Event.Email, null, e.Event.Name));
}
