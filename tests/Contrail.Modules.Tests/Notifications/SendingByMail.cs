using Contrail.Notifications;
using Contrail.Notifications.Delivery;
using Contrail.Notifications.Domain.Notifications;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Notifications;

public sealed class SendingByMail : IAsyncDisposable
{
    private static readonly Message Letter = new("0011aabb", Channel.Email, "ada@example.com", "Ada Lovelace", "Tickets for Zoë", "Hello Ada,\n\n<seat> 12A\n.\nsecond line");
    private readonly LoopbackMailServer server = new();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return server.DisposeAsync();
    }

    [Fact]
    public async Task A_message_arrives_with_its_id_and_both_texts()
    {
        await Mail().DeliverAsync(Letter, default);

        var mail = server.Messages.ShouldHaveSingleItem();
        mail.ShouldContain("Message-ID: <0011aabb@contrail.example>", Case.Insensitive);
        mail.ShouldContain("To: \"Ada Lovelace\" <ada@example.com>");
        mail.ShouldContain("text/plain");
        mail.ShouldContain("text/html");
        mail.ShouldContain("Auto-Submitted: auto-generated");
    }

    [Fact]
    public async Task A_busy_mailbox_is_worth_another_try()
    {
        server.Faults.Enqueue(LoopbackMailServer.Fault.Busy);

        var refusal = await Should.ThrowAsync<DeliveryException>(() => Mail().DeliverAsync(Letter, default));
        refusal.IsFinal.ShouldBeFalse();
        refusal.Message.ShouldContain("450");
        await Mail().DeliverAsync(Letter, default);

        server.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_not()
    {
        server.Faults.Enqueue(LoopbackMailServer.Fault.NoSuchMailbox);

        (await Should.ThrowAsync<DeliveryException>(() => Mail().DeliverAsync(Letter, default))).IsFinal.ShouldBeTrue();
    }

    [Fact]
    public async Task What_may_have_been_taken_comes_again_under_the_same_id()
    {
        server.Faults.Enqueue(LoopbackMailServer.Fault.BreakOffAfterData);

        (await Should.ThrowAsync<DeliveryException>(() => Mail().DeliverAsync(Letter, default))).IsFinal.ShouldBeFalse();
        await Mail().DeliverAsync(Letter, default);

        server.Messages.Count.ShouldBe(2);
        server.Messages.ShouldAllBe(m => m.Contains("<0011aabb@contrail.example>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_down_is_worth_another_try()
    {
        await server.DisposeAsync();

        (await Should.ThrowAsync<DeliveryException>(() => Mail().DeliverAsync(Letter, default))).IsFinal.ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_that_is_none_is_given_up() =>
        (await Should.ThrowAsync<DeliveryException>(() => Mail().DeliverAsync(Letter with { Recipient = "no address" }, default))).IsFinal.ShouldBeTrue();

    private SmtpChannel Mail() => new(new SmtpSettings { Host = "127.0.0.1", Port = server.Port, UseTls = false, From = "noreply@contrail.example" });
}
