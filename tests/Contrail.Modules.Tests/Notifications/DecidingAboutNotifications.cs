using Contrail.Engine.Testing.Specs;
using Contrail.Notifications;
using Contrail.Notifications.Domain.Notifications;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Notifications;

public sealed class DecidingAboutNotifications
{
    private static readonly DateTimeOffset Now = ManualClock.Start;
    private static readonly Guid Cause = Guid.Parse("01990000-0000-7000-8000-000000000001");
    private static readonly NotificationId Id = NotificationId.For(Cause, "ada@example.com", Channel.Email, "welcome");
    private static readonly Message Welcome = new(Id.ToString(), Channel.Email, "ada@example.com", "Ada", "Welcome", "Hello Ada,");
    private static readonly NotificationRequested Requested = new(Id, Cause, "welcome", "en", Welcome);
    private static readonly NotificationDeferred Deferred = new(Id, 1, "busy", Now.AddMinutes(1));

    private static AggregateSpec<Notification> Notifications => Spec.For<Notification>(new NotificationsModule());

    [Fact]
    public void What_is_requested_is_under_way() => Notifications
        .WhenCreated(() => Notification.Request(Id, Cause, "welcome", "en", Welcome))
        .Then(Requested)
        .ThenState(n => n.Status.ShouldBe(NotificationStatus.Requested));

    [Fact]
    public void What_the_channel_took_is_sent() => Notifications.Given(Requested)
        .When(n => n.RecordSent(1))
        .Then(new NotificationSent(Id, 1));

    [Fact]
    public void What_is_sent_is_sent_once() => Notifications.Given(Requested, new NotificationSent(Id, 1))
        .When(n => n.RecordSent(1))
        .ThenNothing();

    [Fact]
    public void A_fault_that_may_pass_is_tried_again_in_a_minute() => Notifications.Given(Requested)
        .When(n => n.RecordFault(1, "busy", isFinal: false, Now).ShouldBe(Now.AddMinutes(1)))
        .Then(Deferred);

    [Fact]
    public void Each_pause_is_longer_and_after_a_day_it_is_given_up() =>
        Enumerable.Range(1, 7).Select(n => RetryPolicy.PauseAfter(n)?.TotalMinutes).ShouldBe([1, 5, 15, 60, 240, 960, null]);

    [Fact]
    public void The_seventh_fault_in_a_row_is_the_last() => Notifications
        .Given([Requested, .. Enumerable.Range(1, 6).SelectMany(n => new Engine.Domain.IDomainEvent[] { Deferred with { Delivery = n }, new NotificationRepeated(Id, n + 1, false, Welcome) })])
        .When(n => n.RecordFault(7, "busy", isFinal: false, Now).ShouldBeNull())
        .Then(new NotificationFailed(Id, 7, "busy"));

    [Fact]
    public void A_fault_that_stays_is_not_tried_again() => Notifications.Given(Requested)
        .When(n => n.RecordFault(1, "no such mailbox", isFinal: true, Now).ShouldBeNull())
        .Then(new NotificationFailed(Id, 1, "no such mailbox"));

    [Fact]
    public void A_fault_of_an_earlier_delivery_changes_nothing() => Notifications.Given(Requested, Deferred, new NotificationRepeated(Id, 2, false, Welcome))
        .When(n => n.RecordFault(1, "late", isFinal: true, Now).ShouldBeNull())
        .ThenNothing();

    [Fact]
    public void After_the_pause_the_same_message_goes_again() => Notifications.Given(Requested, Deferred)
        .When(n => n.Retry(1))
        .Then(new NotificationRepeated(Id, 2, IsWishedByStaff: false, Welcome));

    [Fact]
    public void What_is_under_way_is_not_tried_beside_itself() => Notifications.Given(Requested, Deferred, new NotificationRepeated(Id, 2, false, Welcome))
        .When(n => n.Retry(1))
        .ThenNothing();

    [Fact]
    public void Staff_send_a_new_message_that_no_receiver_takes_for_a_copy() => Notifications.Given(Requested, new NotificationSent(Id, 1))
        .When(n => n.Resend(Guid.Empty))
        .Then(new NotificationRepeated(Id, 2, IsWishedByStaff: true, Welcome with { MessageId = $"{Id}.{Guid.Empty:N}" }));

    [Fact]
    public void What_is_under_way_is_not_sent_again() => Notifications.Given(Requested, Deferred)
        .When(n => n.Resend(Guid.Empty))
        .ThenBreaks<NotificationMustNotBeUnderWayRule>();

    [Fact]
    public void What_staff_send_again_has_all_its_tries() => Notifications
        .Given(Requested, Deferred, new NotificationRepeated(Id, 2, false, Welcome), new NotificationFailed(Id, 2, "no"), new NotificationRepeated(Id, 3, true, Welcome))
        .When(n => n.RecordFault(3, "busy", isFinal: false, Now).ShouldBe(Now.AddMinutes(1)))
        .Then(new NotificationDeferred(Id, 3, "busy", Now.AddMinutes(1)));

    [Fact]
    public void The_same_event_recipient_channel_and_template_are_the_same_notification()
    {
        NotificationId.For(Cause, "ADA@example.com", Channel.Email, "welcome").ShouldBe(Id);
        NotificationId.For(Guid.Empty, "ada@example.com", Channel.Email, "welcome").ShouldNotBe(Id);
        NotificationId.For(Cause, "eve@example.com", Channel.Email, "welcome").ShouldNotBe(Id);
        NotificationId.For(Cause, "ada@example.com", Channel.Email, "receipt").ShouldNotBe(Id);
    }
}
