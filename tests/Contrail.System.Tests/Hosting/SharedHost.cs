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

    public async ValueTask InitializeAsync() => host = await HostProcess.StartAsync(data.Path);

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        data.Dispose();
    }
}
