using System.Diagnostics;
using Contrail.BlackBox;
using Contrail.Engine.Modules;
using Contrail.Engine.Postgres;
using Npgsql;
using Xunit;

namespace Contrail.Engine.Tests.Postgres;

/// <summary>A server of one test, which may be killed. It is started wherever tests with PostgreSQL run.</summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private static readonly string Script = RepositoryFolder.PathOf("scripts", "postgres.sh");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder;

    private PrivateServer(string folder) =>
        (this.folder, ConnectionString) = (folder, File.ReadAllText(Path.Combine(folder, "connection-string")).Trim());

    public string ConnectionString { get; }

    /// <summary>Where its files lie.</summary>
    public string DataFolder => Path.Combine(folder, "data");

    public static async Task<PrivateServer> StartAsync()
    {
        _ = PostgresServer.ConnectionString; // Skips the test where there is to be no PostgreSQL.
        return new PrivateServer((await RunAsync("start")).Trim());
    }

    public IStorage Storage(string anchors) => new PostgresStorage(new PostgresOptions(ConnectionString) { AnchorDirectory = anchors });

    /// <summary>SIGKILL for all its processes; then it is started again, recovers, and listens where it did.</summary>
    public Task CrashAsync() => RunAsync("crash", folder);

    /// <summary>Waits until it takes connections, as after a crash of its own.</summary>
    public async Task AnswersAsync()
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.OpenAsync();
                await using var ping = new NpgsqlCommand("select 1", connection);
                await ping.ExecuteScalarAsync();
                return;
            }
            catch (NpgsqlException) when (patience.Elapsed < Patience)
            {
                // It recovers; or the pool still holds a connection of before.
            }
        }
    }

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
