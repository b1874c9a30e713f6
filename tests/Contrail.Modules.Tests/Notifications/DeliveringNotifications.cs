using System.Collections.Concurrent;
using Contrail.Contracts.Identity;
using Contrail.Engine.Decisions;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Specs;
using Contrail.Identity;
using Contrail.Identity.Features;
using Contrail.Notifications;
using Contrail.Notifications.Delivery;
using Contrail.Notifications.Domain.Notifications;
using Contrail.Notifications.Features;
using Contrail.Notifications.Features.ListNotifications;
using Contrail.Notifications.Templates;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Notifications;

public sealed class DeliveringNotifications : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Guid Cause = Guid.Parse("01990000-0000-7000-8000-000000000001");
    private readonly ManualClock clock = new();
    private readonly RecordingChannel channel = new();
    private readonly InMemoryTransport transport = new();
    private RunningModule notifications = null!;

    public async ValueTask InitializeAsync() => notifications = await RunningModule.StartAsync(
        new NotificationsModule(channel), new InMemoryStorage(clock), new ModuleOptions { Clock = clock, Transport = transport });

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return notifications.DisposeAsync();
    }

    [Fact]
    public async Task The_same_request_many_times_is_one_message()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RequestAsync("ada@example.com")));
        await SettledAsync();

        channel.Delivered.Select(m => m.Recipient).ShouldBe(["ada@example.com"]);
    }

    [Fact]
    public async Task What_the_channel_does_not_take_is_tried_again_and_holds_up_no_other()
    {
        channel.Refuse("busy@example.com", times: 2, isFinal: false);
        var busy = await RequestAsync("busy@example.com");
        var other = await RequestAsync("ada@example.com");
        await ReachedAsync(busy, NotificationStatus.Deferred);
        await ReachedAsync(other, NotificationStatus.Sent);

        clock.Advance(TimeSpan.FromMinutes(1));
        await ReachedAsync(busy, n => n is { Status: NotificationStatus.Deferred, Version: 4 });
        clock.Advance(TimeSpan.FromMinutes(5));
        await ReachedAsync(busy, NotificationStatus.Sent);

        channel.Delivered.Where(m => m.Recipient == "busy@example.com").Select(m => m.MessageId).ShouldBe([busy.ToString()]);
    }

    [Fact]
    public async Task What_can_never_be_delivered_is_given_up_at_once()
    {
        channel.Refuse("nobody@example.com", times: 1, isFinal: true);
        var id = await RequestAsync("nobody@example.com");

        await ReachedAsync(id, NotificationStatus.Failed);
        await SettledAsync();

        (await notifications.Log.ReadNextDueAsync(default)).ShouldBeNull("nothing is tried again");
        (await RowAsync(id)).History[^1].What.ShouldBe("no");
    }

    [Fact]
    public async Task Staff_send_again_what_was_sent()
    {
        var id = await RequestAsync("ada@example.com");
        await ReachedAsync(id, NotificationStatus.Sent);

        await notifications.Decisions.ExecuteAsync(new ResendNotification(id), CommandContext.New());
        await ReachedAsync(id, n => n is { Status: NotificationStatus.Sent, Version: 4 });

        channel.Delivered.Select(m => m.MessageId).Distinct().Count().ShouldBe(2, "the second is no copy of the first");
    }

    [Fact]
    public async Task Staff_write_to_somebody()
    {
        var sent = await notifications.Decisions.ExecuteAsync(new SendNotification("ada@example.com", "Ada", "About your bag", "We found it."), CommandContext.New());
        await ReachedAsync(sent.Result, NotificationStatus.Sent);

        channel.Delivered.Single().ShouldSatisfyAllConditions(m => m.Subject.ShouldBe("About your bag"), m => m.Text.ShouldBe("We found it."));
    }

    [Fact]
    public async Task Whoever_registers_is_welcomed_once()
    {
        await using var identity = await RunningModule.StartAsync(
            new IdentityModule(), new InMemoryStorage(clock), new ModuleOptions { Clock = clock, Transport = transport });
        var registered = await identity.Decisions.ExecuteAsync(new RegisterUser("ada@example.com", "Ada", "hash", [Role.Traveller]), CommandContext.New());
        await identity.CaughtUpAsync("relay", registered.Position, Patience);
        await SettledAsync();

        channel.Delivered.Single().ShouldSatisfyAllConditions(m => m.Recipient.ShouldBe("ada@example.com"), m => m.Subject.ShouldBe("Welcome to Contrail"));
    }

    private async Task<NotificationId> RequestAsync(string recipient) => (await notifications.Decisions.ExecuteAsync(
        new RequestNotification(Cause, "welcome", recipient, "Ada", new Letter("Welcome", "Hello")), CommandContext.New())).Result;

    private async Task<NotificationRow> RowAsync(NotificationId id) =>
        (await notifications.FindAsync<NotificationRow>(NotificationsProjection.ReadModel, id)).ShouldNotBeNull();

    /// <summary>Until nothing follows any more from what is in the log.</summary>
    private async Task SettledAsync()
    {
        for (var (before, head) = (-1L, 0L); before != head; before = head, head = (await notifications.Log.ReadHeadAsync(default)).Position)
        {
            await notifications.CaughtUpAsync(head, Patience);
        }
    }

    private Task ReachedAsync(NotificationId id, NotificationStatus status) => ReachedAsync(id, n => n.Status == status);

    private async Task ReachedAsync(NotificationId id, Func<Notification, bool> isThere)
    {
        using var committed = new SemaphoreSlim(0);
        void OnCommitted(CommitNotice notice) => committed.Release();
        notifications.Log.Committed += OnCommitted;
        while (!isThere(await notifications.StateAsync<Notification>(id)))
        {
            (await committed.WaitAsync(Patience)).ShouldBeTrue("it should have come so far");
        }

        notifications.Log.Committed -= OnCommitted;
    }

    private sealed class RecordingChannel : IChannel
    {
        private readonly ConcurrentDictionary<string, (int Left, bool IsFinal)> refusals = new();

        public ConcurrentQueue<Message> Delivered { get; } = [];

        public void Refuse(string recipient, int times, bool isFinal) => refusals[recipient] = (times, isFinal);

        public Task DeliverAsync(Message message, CancellationToken cancellation)
        {
            if (refusals.TryGetValue(message.Recipient, out var refusal) && refusal.Left > 0)
            {
                refusals[message.Recipient] = refusal with { Left = refusal.Left - 1 };
                throw new DeliveryException("no", refusal.IsFinal);
            }

            Delivered.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
