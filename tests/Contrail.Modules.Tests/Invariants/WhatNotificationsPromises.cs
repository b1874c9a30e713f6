using Contrail.Notifications;
using Contrail.Notifications.Domain.Notifications;
using Contrail.Notifications.Invariants;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Invariants;

public sealed class WhatNotificationsPromises
{
    private static readonly NotificationId Id = new("one");

    [Fact]
    public async Task A_letter_that_was_sent_is_well_and_one_that_was_given_up_is_found()
    {
        await using var notifications = await PlantedModule.StartAsync(new NotificationsModule());
        var letters = new LettersLeave(notifications.Modules, notifications.Clock);
        var message = new Message("m1", Channel.Email, "ada@example.org", "Ada", "Your seats", "They are held.");
        await notifications.PlantAsync($"notification-{Id}", new NotificationRequested(Id, Guid.NewGuid(), "hold_placed", "en", message), new NotificationSent(Id, 1));
        (await PlantedModule.DeviationsOf(letters)).ShouldBeEmpty();

        await notifications.PlantAsync("notification-other", new NotificationRequested(Other, Guid.NewGuid(), "receipt", "en", message), new NotificationFailed(Other, 1, "No such address."));

        (await PlantedModule.DeviationsOf(letters)).ShouldHaveSingleItem().Text.ShouldContain("Your seats");
    }

    private static NotificationId Other { get; } = new("other");
}
