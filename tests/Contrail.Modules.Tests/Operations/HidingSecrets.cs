using System.Text.Json;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Operations;

public sealed class HidingSecrets
{
    [Fact]
    public void An_event_is_shown_without_its_secrets_and_exported_whole()
    {
        const string Data = """{"email":"ada@example.org","passwordHash":"AQ==","nested":[{"cardToken":"tok_1","salt":null,"brand":"visa"}]}""";
        var recorded = new RecordedEvent(
            1, "user-1", 1, Guid.CreateVersion7(), "identity.user.registered", 1, System.Text.Encoding.UTF8.GetBytes(Data),
            new EventMetadata(Guid.NewGuid(), null, Guid.NewGuid()).ToJson(), DateTimeOffset.UnixEpoch, new byte[32]);

        StoredEvent.Of("identity", recorded).Data.GetRawText()
            .ShouldBe("""{"email":"ada@example.org","passwordHash":"(not shown)","nested":[{"cardToken":"(not shown)","salt":null,"brand":"visa"}]}""");
        StoredEvent.Verbatim("identity", recorded).Data.GetRawText().ShouldBe(Data);
    }

    [Fact]
    public void A_state_is_shown_without_its_secrets_and_with_everything_else()
    {
        var shown = StateText.Of(new Account()).ToJsonString();

        shown.ShouldNotContain("geheim");
        JsonDocument.Parse(shown).RootElement.GetProperty("passwordHash").GetString().ShouldBe("(not shown)");
        JsonDocument.Parse(shown).RootElement.GetProperty("owners").GetProperty("1").GetProperty("name").GetString().ShouldBe("Ada");
        JsonDocument.Parse(shown).RootElement.GetProperty("self").ToString().Length.ShouldBeLessThan(10_000, "a state that holds itself has an end");
    }

    private sealed record Owner(string Name, string Secret);

    private sealed class Account : EventSourced
    {
        private readonly Dictionary<int, Owner> owners = new() { [1] = new Owner("Ada", "geheim") };
        private readonly string passwordHash = "geheim";

        public Account Self => this;

        public int Count => owners.Count + passwordHash.Length;
    }
}
