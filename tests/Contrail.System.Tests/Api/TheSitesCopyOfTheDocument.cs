using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contrail.System.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Api;

/// <summary>The website's types are generated from <c>web/openapi.json</c>, so that it is built without a host.</summary>
public sealed class TheSitesCopyOfTheDocument(SharedHost shared)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>With CONTRAIL_WRITE_OPENAPI=1 the copy is brought up to date; the compiler then tells what the site has to follow.</summary>
    [Fact]
    public async Task Is_what_the_host_serves()
    {
        var path = RepositoryFolder.PathOf("web", "openapi.json");
        var served = JsonNode.Parse(await shared.Client.GetStringAsync("/openapi/v1.json"))!;
        if (Environment.GetEnvironmentVariable("CONTRAIL_WRITE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(path, served.ToJsonString(Readable) + "\n");
        }

        var copy = JsonNode.Parse(await File.ReadAllTextAsync(path));

        JsonNode.DeepEquals(copy, served).ShouldBeTrue("web/openapi.json is not what the host serves: run this test with CONTRAIL_WRITE_OPENAPI=1.");
    }
}
