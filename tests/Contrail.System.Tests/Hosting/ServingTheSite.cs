using System.Net;
using System.Text;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Hosting;

public sealed class ServingTheSite(BuiltSite site) : IClassFixture<BuiltSite>
{
    private readonly HttpClient client = site.Client;

    [Theory]
    [InlineData("/")]
    [InlineData("/search?from=LHR&to=JFK")]
    [InlineData("/bookings/1/seats")]
    public async Task Every_address_of_the_site_gives_the_page_which_is_asked_for_anew_each_time(string address)
    {
        using var answer = await client.GetAsync(address);

        (await answer.Content.ReadAsStringAsync()).ShouldContain("The page");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'");
    }

    [Theory]
    [InlineData("br, gzip", "brotli", "br")]
    [InlineData("gzip", "gzip", "gzip")]
    [InlineData("", "plain", null)]
    public async Task Scripts_come_as_the_browser_can_take_them_and_are_kept_for_good(string accepted, string content, string? coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var answer = await client.SendAsync(request);

        (await answer.Content.ReadAsStringAsync()).ShouldBe(content);
        answer.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(coding);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
    }

    [Theory]
    [InlineData("GET", "/api/nothing")]
    [InlineData("GET", "/assets/gone.js")]
    [InlineData("GET", "/../secret.txt")]
    [InlineData("GET", "/%2e%2e/secret.txt")]
    [InlineData("GET", "/assets/..%2f..%2fsecret.txt")]
    [InlineData("POST", "/search")]
    public async Task What_is_not_the_sites_is_not_found(string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_host_without_the_site_says_so_and_serves_the_API()
    {
        using var data = new DataDirectory();
        await using var bare = await HostProcess.StartAsync(data.Path, new Variables(("CONTRAIL_WEB", data.File("none"))), "--no-demo");

        bare.Output.ShouldContain("The website was not built");
        (await bare.Client.GetAsync("/api/airports?q=lon")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await bare.Client.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_site_can_be_left_out()
    {
        using var data = new DataDirectory();
        await using var bare = await HostProcess.StartAsync(data.Path, new Variables(("CONTRAIL_WEB", site.Folder)), "--no-demo", "--no-web");

        bare.Output.ShouldNotContain("The website was not built");
        (await bare.Client.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

/// <summary>A host and the folder of a built site.</summary>
public sealed class BuiltSite : IAsyncLifetime
{
    private readonly DataDirectory data = new();
    private HostProcess host = null!;

    internal HttpClient Client => host.Client;

    internal string Folder => data.File("site");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "assets"));
        await WriteAsync("index.html", "<!doctype html><title>The page</title>");
        await WriteAsync("assets/app-1a2b.js", "plain");
        await WriteAsync("assets/app-1a2b.js.br", "brotli");
        await WriteAsync("assets/app-1a2b.js.gz", "gzip");
        await File.WriteAllTextAsync(data.File("secret.txt"), "secret");
        host = await HostProcess.StartAsync(data.File("data"), new Variables(("CONTRAIL_WEB", Folder)), "--no-demo");
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        data.Dispose();
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(Folder, name), text, new UTF8Encoding(false));
}
