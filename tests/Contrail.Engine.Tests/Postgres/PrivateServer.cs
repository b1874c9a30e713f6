using System.Diagnostics;
using Contrail.BlackBox;
using Contrail.Engine.Modules;
using Contrail.Engine.Postgres;
using Xunit;

namespace Contrail.Engine.Tests.Postgres;

/// <summary>A server of one test, which may be killed. It is started wherever tests with PostgreSQL run.</summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private static readonly string Script = RepositoryFolder.PathOf("scripts", "postgres.sh");
    private readonly string folder;

    private PrivateServer(string folder) =>
        (this.folder, ConnectionString) = (folder, File.ReadAllText(Path.Combine(folder, "connection-string")).Trim());

    public string ConnectionString { get; }

    public static async Task<PrivateServer> StartAsync()
    {
        _ = PostgresServer.ConnectionString; // Skips the test where there is to be no PostgreSQL.
        return new PrivateServer((await RunAsync("start")).Trim());
    }

    public IStorage Storage(string anchors) => new PostgresStorage(new PostgresOptions(ConnectionString) { AnchorDirectory = anchors });

    /// <summary>SIGKILL for all its processes; then it is started again, recovers, and listens where it did.</summary>
    public Task CrashAsync() => RunAsync("crash", folder);

    public async ValueTask DisposeAsync() => await RunAsync("stop", folder);

    private static async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        using var script = Process.Start(new ProcessStartInfo(Script, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (script.StandardOutput.ReadToEndAsync(), script.StandardError.ReadToEndAsync());
        await script.WaitForExitAsync();
        Assert.True(script.ExitCode == 0, $"{Script} {string.Join(' ', arguments)}: {await errors}");
        return await output;
    }
}
