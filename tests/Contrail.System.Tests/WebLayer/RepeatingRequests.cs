using Shouldly;
using Xunit;

namespace Contrail.System.Tests.WebLayer;

/// <summary>One effect and one answer for a request, however often it is sent; and reading what one has written.</summary>
public sealed class RepeatingRequests(NotebookHost notebook) : IClassFixture<NotebookHost>
{
    private const string Body = """{"text":"once","copies":1}""";

    [Fact]
    public async Task The_same_request_fifty_times_at_once_has_one_effect_and_one_answer()
    {
        var told = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => notebook.PostAsync("/api/notes", Body, ("Idempotency-Key", "fifty"))));

        told.ShouldAllBe(t => t.Status == 201);
        told.Select(t => t.Body).Distinct().ShouldHaveSingleItem();
        told.Count(t => t.Headers.ContainsKey("Idempotency-Replayed")).ShouldBe(49);
        told.Select(t => t.Headers["Contrail-Position"]).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refusal_is_given_again()
    {
        const string secret = """{"text":"secret","copies":1}""";
        var first = await notebook.PostAsync("/api/notes", secret, ("Idempotency-Key", "refused"));
        var second = await notebook.PostAsync("/api/notes", secret, ("Idempotency-Key", "refused"));

        first.Status.ShouldBe(409);
        second.Code.ShouldBe(first.Code);
    }

    [Fact]
    public async Task A_key_used_for_another_request_is_refused()
    {
        var me = ("Authorization", $"Bearer {notebook.TokenOf(null, ("sub", "u3"))}");
        await notebook.PostAsync("/api/notes", Body, ("Idempotency-Key", "reused"), me);
        var other = await notebook.PostAsync("/api/notes", """{"text":"another","copies":1}""", ("Idempotency-Key", "reused"), me);

        other.Status.ShouldBe(422);
        other.Code.ShouldBe("Idempotency_Key_Reused");
    }

    [Fact]
    public async Task Two_strangers_with_the_same_key_do_not_meet()
    {
        var one = await notebook.PostAsync("/api/notes", Body, ("Idempotency-Key", "1"));
        var another = await notebook.PostAsync("/api/notes", """{"text":"another","copies":1}""", ("Idempotency-Key", "1"));
        var again = await notebook.PostAsync("/api/notes", Body, ("Idempotency-Key", "1"));

        another.Status.ShouldBe(201);
        another.Body.ShouldNotBe(one.Body);
        again.Body.ShouldBe(one.Body);
    }

    [Fact]
    public async Task A_key_is_somebodys_own()
    {
        var mine = await notebook.PostAsync("/api/notes", Body, ("Idempotency-Key", "own"), ("Authorization", $"Bearer {notebook.TokenOf(null, ("sub", "u1"))}"));
        var theirs = await notebook.PostAsync("/api/notes", Body, ("Idempotency-Key", "own"), ("Authorization", $"Bearer {notebook.TokenOf(null, ("sub", "u2"))}"));

        theirs.Status.ShouldBe(201);
        theirs.Body.ShouldNotBe(mine.Body);
    }

    [Fact]
    public async Task Where_money_moves_a_key_is_required()
    {
        (await notebook.PostAsync("/api/paid-notes", Body)).Status.ShouldBe(400);
        (await notebook.PostAsync("/api/paid-notes", Body, ("Idempotency-Key", "paid"))).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("ünicode")]
    [InlineData("201")]
    public async Task A_malformed_key_is_refused(string key)
    {
        var told = await notebook.PostAsync("/api/notes", Body, ("Idempotency-Key", key == "201" ? new string('a', 201) : key));

        told.Status.ShouldBe(400);
        told.Json.GetProperty("errors")[0].GetProperty("parameter").GetString().ShouldBe("Idempotency-Key");
    }

    [Fact]
    public async Task Two_keys_are_refused() =>
        (await notebook.PostAsync("/api/notes", Body, ("Idempotency-Key", "a"), ("Idempotency-Key", "b"))).Status.ShouldBe(400);

    [Fact]
    public async Task Whoever_presents_the_position_of_a_write_reads_it()
    {
        for (var i = 0; i < 20; i++)
        {
            var written = await notebook.PostAsync("/api/notes", Body);
            (await notebook.GetAsync(written.Headers["Location"], ("Contrail-Position", written.Headers["Contrail-Position"]))).Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task A_position_that_is_not_reached_is_503_with_Retry_After_and_not_older_state()
    {
        var told = await notebook.GetAsync("/api/notes", ("Contrail-Position", "notebook:1000000"));

        told.Status.ShouldBe(503);
        told.Code.ShouldBe("Not_Yet_Readable");
        told.Headers["Retry-After"].ShouldBe("1");
        told.Json.GetProperty("retryable").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_version_is_told_and_expected_by_writes()
    {
        var user = ("Authorization", $"Bearer {notebook.TokenOf(null, ("sub", "u1"))}");
        var written = await notebook.PostAsync("/api/notes", Body);
        var path = written.Headers["Location"];
        var read = await notebook.GetAsync(path, ("Contrail-Position", written.Headers["Contrail-Position"]));

        read.Headers["ETag"].ShouldBe("\"1\"");
        (await notebook.GetAsync(path, ("If-None-Match", "\"7\""))).Status.ShouldBe(200);
        (await notebook.PostAsync($"{path}/text", Body, user, ("If-Match", "\"1\""))).Status.ShouldBe(204);
        (await notebook.PostAsync($"{path}/text", Body, user, ("If-Match", "\"1\""))).Status.ShouldBe(412);
        (await notebook.PostAsync($"{path}/text", Body, user, ("If-Match", "1"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Pages_show_every_item_once()
    {
        foreach (var _ in Enumerable.Range(0, 7))
        {
            await notebook.PostAsync("/api/notes", Body);
        }

        var last = await notebook.PostAsync("/api/notes", Body);
        var position = ("Contrail-Position", last.Headers["Contrail-Position"]);
        var all = (await notebook.GetAsync("/api/notes?limit=200", position)).Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()).ToList();
        var seen = new List<string?>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await notebook.GetAsync($"/api/notes?limit=3{cursor}")).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()));
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : null;
        }

        all.Count.ShouldBeGreaterThan(6);
        seen.Distinct().Count().ShouldBe(seen.Count);
        all.Except(seen).ShouldBeEmpty();
    }
}
