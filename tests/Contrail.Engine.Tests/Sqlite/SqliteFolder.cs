using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;

namespace Contrail.Engine.Tests.Sqlite;

/// <summary>A data folder of one test.</summary>
internal sealed class SqliteFolder
{
    public string Path { get; } = Directory.CreateTempSubdirectory("contrail-test-").FullName;

    public IStorage Storage(Func<SqliteOptions, SqliteOptions>? configure = null) =>
        new SqliteStorage((configure ?? (o => o))(new SqliteOptions(Path)));

    public ValueTask DeleteAsync()
    {
        Directory.Delete(Path, recursive: true);
        return ValueTask.CompletedTask;
    }
}
