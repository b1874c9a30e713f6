using System.Net.Http.Headers;
using System.Text;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.WebLayer;

/// <summary>Whatever is sent: never a 5xx, always a problem that says where and why.</summary>
public sealed class RefusingBadInput(NotebookHost notebook) : IClassFixture<NotebookHost>
{
    private const string Good = """{"text":"a","copies":1}""";

    public static TheoryData<string, string> Bodies => new()
    {
        { "", "" },
        { "null", "" },
        { "[]", "" },
        { "\"text\"", "" },
        { "{", "" },
        { """{"text":"a","copies":1}}""", "" },
        { """{}""", "/text /copies" },
        { """{"text":null,"copies":1}""", "/text" },
        { """{"text":"a","copies":null}""", "/copies" },
        { """{"text":7,"copies":1}""", "/text" },
        { """{"text":"a","copies":"1"}""", "/copies" },
        { """{"text":"a","copies":1.5}""", "/copies" },
        { """{"text":"a","copies":1e309}""", "/copies" },
        { """{"text":"a","copies":99999999999999999999}""", "/copies" },
        { """{"text":"a","copies":-1}""", "/copies" },
        { """{"text":"","copies":0}""", "/text /copies" },
        { """{"text":"a","copies":1,"price":{"amount":"1.5","currency":"EUR"}}""", "/price" },
        { """{"text":"a","copies":1,"price":{"amount":"1.50","currency":"XQX"}}""", "/price" },
        { """{"text":"a","copies":1,"price":{"amount":1.50,"currency":"EUR"}}""", "/price" },
        { """{"text":"a","copies":1,"price":{"amount":"1.00","currency":"JPY"}}""", "/price" },
        { """{"text":"a","copies":1,"price":{"amount":"1.50","amount":"1.50","currency":"EUR"}}""", "/price" },
        { """{"text":"a","copies":1,"price":{"amount":"1.50"}}""", "/price" },
        { """{"text":"a","copies":1,"price":"1.50 EUR"}""", "/price" },
        { """{"text":"a","copies":1,"ink":"green"}""", "/ink" },
        { """{"text":"a","copies":1,"ink":1}""", "/ink" },
        { """{"text":"a","copies":1,"unknown":1}""", "/unknown" },
        { """{"text":"a","text":"b","copies":1}""", "/text" },
        { """{"Text":"a","copies":1}""", "/Text" },
        { """{"text":"a","copies":1,"lines":[{"words":"w"},{"words":""}]}""", "/lines/1/words" },
        { """{"text":"a","copies":1,"lines":[{"words":"w"},{"words":5}]}""", "/lines/1/words" },
        { """{"text":"a","copies":1,"lines":[{}]}""", "/lines/0/words" },
        { """{"text":"a","copies":1,"replaces":"not an id"}""", "/replaces" },
        { """{"text":"a\u0000b","copies":1}""", "/text" },
        { """{"text":"a\u001bb","copies":1}""", "/text" },
        { """{"text":"a\ud800b","copies":1}""", "/text" },
        { """{"text":"a","copies":1} // done""", "" },
        { """{"text":"a","copies":1,}""", "" },
        { """{"text":"a","copies":NaN}""", "/copies" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_wrong_is_refused_where_it_is_wrong(string body, string pointers)
    {
        var told = await notebook.PostAsync("/api/notes", body);

        AssertProblem(told, 400, "Request_Invalid");
        told.Pointers.Select(p => p ?? string.Empty).Order().ShouldBe(pointers.Split(' ').Order(), told.Body);
        told.Body.ShouldNotContain("System.");
        told.Body.ShouldNotContain("Contrail.");
    }

    [Fact]
    public async Task A_body_nested_too_deeply_is_refused() =>
        AssertProblem(await notebook.PostAsync("/api/notes", new string('[', 100_000)), 400, "Request_Invalid");

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var body = $$"""{"text":"{{new string('a', 300_000)}}","copies":1}""";

        AssertProblem(await notebook.PostAsync("/api/notes", body), 413, "Body_Too_Large");
    }

    [Fact]
    public async Task A_body_that_is_not_UTF8_is_refused()
    {
        var content = new ByteArrayContent([.. Encoding.UTF8.GetBytes("{\"text\":\""), 0xC3, 0x28, 0xFF, .. Encoding.UTF8.GetBytes("\",\"copies\":1}")]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        AssertProblem(await notebook.SendAsync(HttpMethod.Post, "/api/notes", content), 400, "Request_Invalid");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task Another_media_type_is_refused(string type) =>
        AssertProblem(await notebook.SendAsync(HttpMethod.Post, "/api/notes", new StringContent(Good, Encoding.UTF8, type)), 415, "Media_Type_Unsupported");

    [Fact]
    public async Task An_encoded_body_is_refused()
    {
        var content = new StringContent(Good, Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add("gzip");

        AssertProblem(await notebook.SendAsync(HttpMethod.Post, "/api/notes", content), 415, "Media_Type_Unsupported");
    }

    [Fact]
    public async Task An_address_that_does_not_exist_and_a_method_that_it_does_not_take_are_told_apart()
    {
        AssertProblem(await notebook.GetAsync("/api/nothing"), 404, "Route_Not_Found");
        AssertProblem(await notebook.SendAsync(HttpMethod.Delete, "/api/notes", null), 405, "Method_Not_Allowed");
    }

    [Theory]
    [InlineData("note_unknown", "Note_Not_Found")]
    [InlineData("other", "Not_Found")]
    [InlineData("note_%01", "Not_Found")]
    [InlineData("note_%0a", null)]
    [InlineData("note_%C3%28", null)]
    [InlineData("note_%F0%9F%98%80", null)]
    [InlineData("note_'; drop table notes --", null)]
    [InlineData("..%2f..%2fetc", null)]
    public async Task An_id_that_names_nothing_is_not_found(string id, string? code)
    {
        var told = await notebook.GetAsync($"/api/notes/{id}");

        AssertProblem(told, 404, code);
    }

    [Fact]
    public async Task An_id_that_no_stream_can_have_is_not_found()
    {
        var told = await notebook.PostAsync("/api/notes/note_with space/text", Good, ("Authorization", $"Bearer {notebook.TokenOf(null, ("sub", "u1"))}"));

        AssertProblem(told, 404, "Not_Found");
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("limit=99999999999", "limit")]
    [InlineData("cursor=*", "cursor")]
    [InlineData("cursor=", "cursor")]
    [InlineData("cursor=_w", "cursor")]
    [InlineData("ink=7", "ink")]
    [InlineData("ink=green", "ink")]
    [InlineData("cursor=%00", "cursor")]
    public async Task A_parameter_that_is_wrong_is_named(string query, string parameter)
    {
        var told = await notebook.GetAsync($"/api/notes?{query}");

        AssertProblem(told, 400, "Request_Invalid");
        told.Json.GetProperty("errors")[0].GetProperty("parameter").GetString().ShouldBe(parameter);
    }

    [Theory]
    [InlineData("Contrail-Position", "somewhere")]
    [InlineData("Contrail-Position", "notebook:-1")]
    [InlineData("Contrail-Position", "notebook:99999999999999999999999")]
    public async Task A_header_that_is_wrong_is_named(string header, string value)
    {
        var told = await notebook.GetAsync("/api/notes", (header, value));

        AssertProblem(told, 400, "Request_Invalid");
        told.Json.GetProperty("errors")[0].GetProperty("parameter").GetString().ShouldBe(header);
    }

    [Fact]
    public async Task A_broken_rule_is_told_by_its_key_and_no_sentence_twice()
    {
        var told = await notebook.PostAsync("/api/notes", """{"text":"secret","copies":1}""");

        AssertProblem(told, 409, "Note_Must_Not_Be_Secret");
        told.Json.GetProperty("type").GetString().ShouldBe("/problems/Note_Must_Not_Be_Secret");
        told.Json.GetProperty("retryable").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_defect_of_ours_tells_nothing_but_where_to_look_for_it()
    {
        var told = await notebook.GetAsync("/api/defect");

        AssertProblem(told, 500, "Unexpected");
        told.Body.ShouldNotContain("1234");
        told.Headers["traceresponse"].ShouldContain(told.Json.GetProperty("traceId").GetString()!);
    }

    [Fact]
    public async Task Names_of_all_the_world_are_taken_and_given_back()
    {
        foreach (var name in new[] { "O'Brien", "Ñandú", "عمر", "李小龍", "Zoë 😀", "<script>", "=cmd|'/c calc'!A0", "line\nbreak" })
        {
            var text = global::System.Text.Json.JsonSerializer.Serialize(name);
            var told = await notebook.PostAsync("/api/notes", $$"""{"text":{{text}},"copies":1}""");
            told.Status.ShouldBe(201, told.Body);
            var read = await notebook.GetAsync(told.Headers["Location"], ("Contrail-Position", told.Headers["Contrail-Position"]));
            read.Json.GetProperty("text").GetString().ShouldBe(name);
        }
    }

    private static void AssertProblem(Told told, int status, string? code)
    {
        told.Status.ShouldBe(status, told.Body);
        told.MediaType.ShouldBe("application/problem+json");
        told.Json.GetProperty("status").GetInt32().ShouldBe(status);
        told.Json.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        told.Json.GetProperty("traceId").GetString()!.Length.ShouldBe(32);
        if (code is not null)
        {
            told.Code.ShouldBe(code, told.Body);
        }
    }
}
