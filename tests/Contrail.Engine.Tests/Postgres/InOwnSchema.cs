using Contrail.Engine.Modules;
using Contrail.Engine.Postgres;
using Xunit;

namespace Contrail.Engine.Tests.Postgres;

/// <summary>Tests that each have a module, and so a schema, of their own on the shared server.</summary>
public abstract class InOwnSchema : IAsyncLifetime
{
    private readonly DirectoryInfo anchors = Directory.CreateTempSubdirectory("contrail-anchors");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected string Module { get; } = $"t{Guid.NewGuid():N}"[..16];

    public ValueTask InitializeAsync()
    {
        _ = PostgresServer.ConnectionString;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        anchors.Delete(recursive: true);
        if (TestContext.Current.TestState?.Result != TestResult.Skipped)
        {
            await PostgresServer.DropAsync(Module);
        }
    }

    private protected PostgresOptions Anchored(PostgresOptions options) => options with { AnchorDirectory = anchors.FullName };

    private protected async Task<IModuleStorage> OpenAsync(Func<PostgresOptions, PostgresOptions>? configure = null) =>
        await PostgresServer.Storage(configure).OpenAsync(Module, Cancel);
}
