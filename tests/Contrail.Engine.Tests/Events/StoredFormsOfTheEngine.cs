using System.Text;
using System.Text.Json;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Tests.Events;

/// <summary>
/// What the engine itself stores beside events, held to literal values. Logs out there were written like this: a constant here is never
/// edited, whatever the code would write now.
/// </summary>
public sealed class StoredFormsOfTheEngine
{
    // Computed apart from the code, with another SHA-256. A digest is SHA-256 over, one after the other, numbers in big-endian order:
    //   version in the stream (8 bytes), microseconds since 1970-01-01 UTC (8), id in the order in which it is written (16), schema version (4),
    //   and then stream, type without its version, content and metadata, each as the count of its bytes of UTF-8 (4) and these bytes.
    // A hash is SHA-256 over the previous event's hash and the digest, 32 bytes each; before the first event stand 32 zeros.
    private const string FirstDigest = "8bad417439af10652cd64b3c40ee459c0b2997c8d7a8a7968ea2ce32f1127ada";
    private const string FirstHash = "dc69ba660af71fe26a99921cbfca7ef69b9e0f1938c53b6e3d778cf31125e05e";
    private const string SecondDigest = "c2581ca10e6b846d89bd272509accc10eef57d466709c1fed03eb9b7845a5244";
    private const string SecondHash = "00ab4887980b95086e76eb28fce91711a0a78dc15d46273a3257df0d9a21eacc";

    private const string FirstSlot = "0000000000000001" + FirstHash + "030a4a31573e6256138621138a2437a2bcc4c62119cd87d32ab33cb7cdb92cbb";
    private const string SecondSlot = "0000000000000002" + SecondHash + "bc2bf7a72af40db4d1c7adfec21c58a6a8ebed2d0af7e991ad763f3427af1260";

    private const string Success = """{"fingerprint":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","result":{"holder":"ada","seats":3}}""";
    private const string Refusal = """{"fingerprint":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","refused":{"kind":"BrokenRule","key":"Seats_Are_Sold_Out","detail":"No seat is left."}}""";

    private const string Metadata =
        """{"correlationId":"0199c0de-0102-7304-8506-070809000001","commandId":"0199c0de-0102-7304-8506-070809000002","causationId":"0199c0de-0102-7304-8506-070809000003","actor":"module:till","traceParent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","source":"till","sourceSequence":7}""";

    private const string ShortMetadata =
        """{"correlationId":"0199c0de-0102-7304-8506-070809000001","commandId":"0199c0de-0102-7304-8506-070809000002"}""";

    // 1774747800123456 microseconds.
    private static readonly DateTimeOffset Instant = new(2026, 3, 29, 1, 30, 0, 123, 456, TimeSpan.Zero);

    private static readonly NewEvent First = new(
        new Guid("0199c0de-0102-7304-8506-0708090a0b0c"),
        "bank.seat_bank.opened",
        2,
        Encoding.UTF8.GetBytes("""{"bankId":"LH400","code":"FRA-JFK ✈","capacity":180}"""),
        Encoding.UTF8.GetBytes("""{"actor":"Zoë"}"""),
        Instant);

    private static readonly NewEvent Second = new(
        new Guid("0199c0de-0102-7304-8506-0708090a0b0d"),
        "bank.seat_bank.closed",
        1,
        Encoding.UTF8.GetBytes("""{"bankId":"LH400"}"""),
        Encoding.UTF8.GetBytes("{}"),
        Instant.AddMicroseconds(1));

    private static readonly byte[] Fingerprint = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];

    private static readonly EventMetadata FullMetadata = new(
        new Guid("0199c0de-0102-7304-8506-070809000001"),
        new Guid("0199c0de-0102-7304-8506-070809000003"),
        new Guid("0199c0de-0102-7304-8506-070809000002"),
        "module:till",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "till",
        7);

    private static readonly EventMetadata LeastMetadata = new(
        new Guid("0199c0de-0102-7304-8506-070809000001"), null, new Guid("0199c0de-0102-7304-8506-070809000002"));

    [Fact]
    public void A_digest_is_made_as_in_logs_that_exist()
    {
        Hex(HashChain.DigestOf("seat_bank-LH400", 1, First)).ShouldBe(FirstDigest);
        Hex(HashChain.DigestOf("seat_bank-LH400", 2, Second)).ShouldBe(SecondDigest);
    }

    [Fact]
    public void A_hash_is_linked_to_the_one_before_as_in_logs_that_exist()
    {
        Hex(HashChain.Link(LogHead.Empty.Hash.Span, Convert.FromHexString(FirstDigest))).ShouldBe(FirstHash);
        Hex(HashChain.Link(Convert.FromHexString(FirstHash), Convert.FromHexString(SecondDigest))).ShouldBe(SecondHash);
    }

    [Fact]
    public void A_chain_that_was_stored_holds()
    {
        HashChain.Holds(new byte[32], Recorded(1, First, FirstHash)).ShouldBeTrue();
        HashChain.Holds(Convert.FromHexString(FirstHash), Recorded(2, Second, SecondHash)).ShouldBeTrue();
        HashChain.Holds(new byte[32], Recorded(2, Second, SecondHash)).ShouldBeFalse();
    }

    [Fact]
    public void A_result_is_recorded_in_its_stored_form() =>
        Text(Outcome.Success(Fingerprint, new Receipt("ada", 3), typeof(Receipt)).ToJson()).ShouldBe(Success);

    [Fact]
    public void A_stored_result_is_read()
    {
        var read = Outcome.FromJson(Encoding.UTF8.GetBytes(Success));

        read.Fingerprint.ToArray().ShouldBe(Fingerprint);
        JsonSerializer.Deserialize<Receipt>(read.Result.Span, EventSerializer.Options).ShouldBe(new Receipt("ada", 3));
        read.Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_refusal_is_recorded_in_its_stored_form() =>
        Text(new Outcome(Fingerprint, default, new RefusedException(RefusalKind.BrokenRule, "Seats_Are_Sold_Out", "No seat is left.")).ToJson()).ShouldBe(Refusal);

    [Fact]
    public void A_stored_refusal_is_read()
    {
        var read = Outcome.FromJson(Encoding.UTF8.GetBytes(Refusal));

        read.Fingerprint.ToArray().ShouldBe(Fingerprint);
        read.Result.IsEmpty.ShouldBeTrue();
        var refusal = read.Refusal.ShouldNotBeNull();
        (refusal.Kind, refusal.Key, refusal.Message).ShouldBe((RefusalKind.BrokenRule, "Seats_Are_Sold_Out", "No seat is left."));
    }

    [Theory]
    [InlineData(RefusalKind.BrokenRule, "BrokenRule", "brokenRule")]
    [InlineData(RefusalKind.NotFound, "NotFound", "notFound")]
    [InlineData(RefusalKind.Forbidden, "Forbidden", "forbidden")]
    [InlineData(RefusalKind.Invalid, "Invalid", "invalid")]
    [InlineData(RefusalKind.Gone, "Gone", "gone")]
    [InlineData(RefusalKind.WrongVersion, "WrongVersion", "wrongVersion")]
    public void A_kind_of_refusal_is_stored_by_its_name_in_answers_and_in_events(RefusalKind kind, string inAnswers, string inEvents)
    {
        var answer = $$$"""{"refused":{"kind":"{{{inAnswers}}}","key":"A_Key","detail":"A detail."}}""";

        Text(new Outcome(default, default, new RefusedException(kind, "A_Key", "A detail.")).ToJson()).ShouldBe(answer);
        Outcome.FromJson(Encoding.UTF8.GetBytes(answer)).Refusal.ShouldNotBeNull().Kind.ShouldBe(kind);
        JsonSerializer.Serialize(kind, EventSerializer.Options).ShouldBe($"\"{inEvents}\"");
        JsonSerializer.Deserialize<RefusalKind>($"\"{inEvents}\"", EventSerializer.Options).ShouldBe(kind);
    }

    [Fact]
    public void An_answer_with_nothing_in_it_is_an_empty_object()
    {
        Text(Outcome.Success(default, null, null).ToJson()).ShouldBe("{}");

        var read = Outcome.FromJson("{}"u8.ToArray());
        read.Fingerprint.IsEmpty.ShouldBeTrue();
        read.Result.IsEmpty.ShouldBeTrue();
        read.Refusal.ShouldBeNull();
    }

    [Fact]
    public void Metadata_is_written_in_its_stored_form()
    {
        Text(FullMetadata.ToJson()).ShouldBe(Metadata);
        Text(LeastMetadata.ToJson()).ShouldBe(ShortMetadata);
    }

    [Fact]
    public void Stored_metadata_is_read()
    {
        EventMetadata.FromJson(Encoding.UTF8.GetBytes(Metadata)).ShouldBe(FullMetadata);
        EventMetadata.FromJson(Encoding.UTF8.GetBytes(ShortMetadata)).ShouldBe(LeastMetadata);
    }

    // The first bytes of SHA-256 over the cause, in the order in which it is written, and the purpose in UTF-8. A version 7 keeps the 6 bytes of its time, or has
    // them from an instant; others are version 8.
    [Theory]
    [InlineData("0199c0de-0102-7304-8506-0708090a0b0c", "publish:1", "0199c0de-0102-747e-b1ac-6a1c7f8d11fa")]
    [InlineData("3f2504e0-4f89-41d3-9a0c-0305e82c3301", "OnLastSeatSold ✈", "0a4c79c1-e730-814e-a35c-609913d0fb73")]
    public void An_id_follows_from_another_as_in_logs_that_exist(string cause, string purpose, string expected) =>
        DerivedId.From(new Guid(cause), purpose).ShouldBe(new Guid(expected));

    [Fact]
    public void An_id_follows_from_another_and_an_instant_as_in_logs_that_exist() =>
        DerivedId.From(First.Id, "seat", Instant).ShouldBe(new Guid("019d3736-523b-79f8-a147-56efbb68b4b0"));

    // SHA-256 of the key in UTF-8, its first 20 bytes.
    [Fact]
    public void A_claim_is_found_in_the_stream_where_it_was_taken() =>
        ClaimedKey.StreamId("e-mail", "zoë@example.org").ShouldBe("e-mail:24d758c0ea53eaa0f9c84e3b9622549f76b888be");

    // Two slots in turn, each: position (8 bytes, big-endian), hash (32), SHA-256 of these 40.
    [Fact]
    public void An_anchor_has_the_form_of_those_that_exist()
    {
        var folder = Directory.CreateTempSubdirectory("contrail-anchor-");
        try
        {
            var path = Path.Combine(folder.FullName, "m.anchor");
            using (var anchor = LogAnchor.Open(path, LogHead.Empty))
            {
                anchor.Advance(new LogHead(1, Convert.FromHexString(FirstHash)));
                anchor.Advance(new LogHead(2, Convert.FromHexString(SecondHash)));
            }

            Hex(File.ReadAllBytes(path)).ShouldBe(SecondSlot + FirstSlot);
            using var again = LogAnchor.Open(path, new LogHead(2, Convert.FromHexString(SecondHash)));
            (again.Last.Position, Hex(again.Last.Hash.ToArray())).ShouldBe((2, SecondHash));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RecordedEvent Recorded(long version, NewEvent e, string hash) => new(
        version, "seat_bank-LH400", version, e.Id, e.Type, e.SchemaVersion, e.Data, e.Metadata, e.RecordedAt, Convert.FromHexString(hash));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    private sealed record Receipt(string Holder, int Seats);
}
