using System.Collections;
using Contrail.Engine.Events;
using Contrail.Engine.Messaging;
using Contrail.Engine.Subscriptions;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Messaging;

/// <summary>Modules that share a process come and go. A message that was published is in the log of everybody who is expected to hear it.</summary>
public sealed class ConnectingModules
{
    private static readonly ContractMessage Message = new(
        Guid.CreateVersion7(), "bank", new WireName("till.charge_holder", 1), "seat_purchase-1", 1, DateTimeOffset.UnixEpoch, Guid.CreateVersion7(), Guid.CreateVersion7(), null, null, "{}"u8.ToArray());

    private readonly InMemoryTransport transport = new("bank", "till");
    private readonly List<Guid> accepted = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_published_before_all_are_connected_or_after_one_has_left()
    {
        await using var bank = await ConnectAsync("bank");
        await Should.ThrowAsync<TransientFaultException>(() => transport.PublishAsync([Message], Cancel));

        await using (await ConnectAsync("till"))
        {
            await transport.PublishAsync([Message], Cancel);
        }

        await Should.ThrowAsync<TransientFaultException>(() => transport.PublishAsync([Message], Cancel));
        accepted.ShouldBe([Message.Id]);
    }

    [Fact]
    public async Task A_module_that_leaves_while_messages_are_on_their_way_has_them_or_the_sender_hears_of_it()
    {
        await using var bank = await ConnectAsync("bank");
        var till = await ConnectAsync("till");
        var isPublished = true;
        try
        {
            await transport.PublishAsync(new LookedAt([Message], () => till.DisposeAsync().AsTask().Wait(Cancel)), Cancel);
        }
        catch (TransientFaultException)
        {
            isPublished = false;
        }

        accepted.Count.ShouldBe(isPublished ? 1 : 0, "a message that counts as published, and that nobody has, is lost");
    }

    private Task<IAsyncDisposable> ConnectAsync(string module) => transport.ConnectAsync(
        module,
        (messages, _) =>
        {
            accepted.AddRange(messages.Select(m => m.Id));
            return Task.CompletedTask;
        },
        Cancel);

    /// <summary>Something happens when they are looked at.</summary>
    private sealed class LookedAt(IReadOnlyList<ContractMessage> messages, Action happens) : IReadOnlyList<ContractMessage>
    {
        public int Count => messages.Count;

        public ContractMessage this[int index] => messages[index];

        public IEnumerator<ContractMessage> GetEnumerator()
        {
            happens();
            return messages.GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
