using System.Net.Http.Json;
using System.Text.Json;
using Contrail.System.Tests.Hosting;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedHost))]

namespace Contrail.System.Tests.Hosting;

/// <summary>One host for all tests that do not need one of their own; take it as a constructor parameter.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private readonly DataDirectory data = new();
    private HostProcess? host;

    internal HostProcess Host => host!;

    internal HttpClient Client => Host.Client;

    /// <summary>A token of the demo's admin.</summary>
    internal async Task<string> AdminTokenAsync()
    {
        using var response = await Client.PostAsJsonAsync("/api/session", new { email = "admin@contrail.example", password = "demo-admin-1", kind = "token" });
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    public async ValueTask InitializeAsync() => host = await HostProcess.StartAsync(data.Path, "--small-demo");

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        data.Dispose();
    }
}
