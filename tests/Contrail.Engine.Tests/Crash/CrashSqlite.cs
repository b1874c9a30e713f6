using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;
using Xunit;

namespace Contrail.Engine.Tests.Crash;

[Trait("Category", "Slow")]
public sealed class CrashSqlite(ITestOutputHelper output) : CrashTests(output)
{
    private string Data => Path.Combine(Scratch, "data");

    protected override IReadOnlyList<string> Place => ["--store", "sqlite", "--where", Data];

    protected override IStorage OpenStorage() => new SqliteStorage(new SqliteOptions(Data));
}
