using Contrail.Engine.Testing.Specs;
using Contrail.Notifications;
using Contrail.Notifications.Domain.Notifications;
using Contrail.Notifications.Features.ListNotifications;
using Xunit;

namespace Contrail.Modules.Tests.Notifications;

public sealed class ListingNotifications
{
    private static readonly DateTimeOffset Start = ManualClock.Start;
    private static readonly NotificationId Id = new("00112233445566778899aabbccddeeff");
    private static readonly Message Welcome = new(Id.ToString(), Channel.Email, "Ada@example.com", "Ada", "Welcome", "Hello Ada,");
    private static readonly NotificationRequested Requested = new(Id, Guid.Empty, "welcome", "en", Welcome);

    private static readonly NotificationRow Row = new(
        Id.ToString(), 1, "welcome", Channel.Email, "ada@example.com", "Ada", "Welcome", "Hello Ada,", "en", NotificationStatus.Requested, 1, Start, null, null,
        [new(Start, NotificationStatus.Requested, "Written.")]);

    private static ProjectionSpec<NotificationRow> Notifications => ProjectionSpec.For(new NotificationsModule(), new NotificationsProjection());

    [Fact]
    public Task What_was_delivered_is_listed_with_its_history() => Notifications
        .Given(Requested, new NotificationDeferred(Id, 1, "busy", Start.AddMinutes(1)))
        .GivenAt(Start.AddMinutes(1), new NotificationRepeated(Id, 2, false, Welcome), new NotificationSent(Id, 2))
        .ThenAsync(Row with
        {
            Status = NotificationStatus.Sent,
            Deliveries = 2,
            SentAt = Start.AddMinutes(1),
            History =
            [
                .. Row.History,
                new(Start, NotificationStatus.Deferred, "busy"),
                new(Start.AddMinutes(1), NotificationStatus.Requested, "Tried again."),
                new(Start.AddMinutes(1), NotificationStatus.Sent, "Delivered."),
            ],
        });

    [Fact]
    public Task What_waits_shows_until_when() => Notifications
        .Given(Requested, new NotificationDeferred(Id, 1, "busy", Start.AddMinutes(1)))
        .ThenAsync(Row with
        {
            Status = NotificationStatus.Deferred,
            RetryAt = Start.AddMinutes(1),
            History = [.. Row.History, new(Start, NotificationStatus.Deferred, "busy")],
        });

    [Fact]
    public Task What_was_given_up_shows_why() => Notifications
        .Given(Requested, new NotificationFailed(Id, 1, "no such mailbox"))
        .ThenAsync(Row with { Status = NotificationStatus.Failed, History = [.. Row.History, new(Start, NotificationStatus.Failed, "no such mailbox")] });
}
