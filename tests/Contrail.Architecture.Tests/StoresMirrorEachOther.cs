using Shouldly;
using Xunit;

namespace Contrail.Architecture.Tests;

/// <summary>Learn one store and you know both: the same files, but for those that only one database needs.</summary>
public sealed class StoresMirrorEachOther
{
    /// <summary>Files of one store without a twin, each with the reason. Additions need one that the database dictates.</summary>
    private static readonly Dictionary<string, string> OnlyInSqlite = new(StringComparer.Ordinal)
    {
        ["{Store}Library.cs"] = "loads the operating system's library; the PostgreSQL driver is managed code",
        ["{Store}ConnectionHandle.cs"] = "owns what the library gave; the PostgreSQL driver does that itself",
        ["{Store}Statement.cs"] = "binds and reads as the library does; the PostgreSQL driver has its own",
        ["{Store}Files.cs"] = "names and opens the files of a module; PostgreSQL has a connection string",
        ["{Store}Writer.cs"] = "the one connection of a file that writes and checkpoints; PostgreSQL takes any from its pool",
        ["{Store}GroupCommit.cs"] = "commits of one file take turns, so those that wait can be one; PostgreSQL commits side by side",
        ["{Store}Readers.cs"] = "connections that cannot write; the PostgreSQL driver pools by itself",
        ["{Store}ProcessLock.cs"] = "one process per file; PostgreSQL serves many",
    };

    private static readonly Dictionary<string, string> OnlyInPostgres = new(StringComparer.Ordinal)
    {
        ["{Store}AppendCommand.cs"] = "one round trip of a guessed append; SQLite has no round trips",
        ["Schema/002_append.sql"] = "what that round trip calls",
        ["{Store}Connections.cs"] = "a pool with a schema and retries; SQLite's Writer and Readers are its counterpart",
        ["{Store}Listener.cs"] = "hears of commits of other nodes; SQLite has one process",
        ["{Store}Notifier.cs"] = "tells other nodes of commits; SQLite has one process",
    };

    [Fact]
    public void The_two_stores_have_the_same_files() =>
        Violations(FilesOf("Sqlite"), FilesOf("Postgres")).ShouldBeEmpty();

    [Fact]
    public void No_allowance_outlives_its_file() =>
        Unused(OnlyInSqlite, FilesOf("Sqlite"), "Sqlite").Concat(Unused(OnlyInPostgres, FilesOf("Postgres"), "Postgres")).ShouldBeEmpty();

    [Fact]
    public void An_allowance_without_its_file_is_found() =>
        Unused(OnlyInPostgres, [.. OnlyInPostgres.Keys.Where(file => file != "{Store}Listener.cs").Select(file => file.Replace("{Store}", "Postgres", StringComparison.Ordinal))], "Postgres")
            .ShouldBe(["{Store}Listener.cs"]);

    [Fact]
    public void A_file_that_only_one_store_has_is_found() =>
        Violations(["SqliteLogStore.cs", "SqliteVacuum.cs"], ["PostgresLogStore.cs"]).ShouldBe(["{Store}Vacuum.cs is in Sqlite only"]);

    [Fact]
    public void A_file_in_another_folder_is_found() =>
        Violations(["Schema/001_log.sql"], ["001_log.sql"]).ShouldBe(["001_log.sql is in Postgres only", "Schema/001_log.sql is in Sqlite only"]);

    [Fact]
    public void A_file_of_one_database_is_allowed_in_its_own_store_only()
    {
        Violations([], ["PostgresListener.cs"]).ShouldBeEmpty();
        Violations(["SqliteListener.cs"], []).ShouldBe(["{Store}Listener.cs is in Sqlite only"]);
    }

    private static List<string> Violations(IEnumerable<string> sqlite, IEnumerable<string> postgres)
    {
        var first = sqlite.Select(file => file.Replace("Sqlite", "{Store}", StringComparison.Ordinal)).ToHashSet();
        var second = postgres.Select(file => file.Replace("Postgres", "{Store}", StringComparison.Ordinal)).ToHashSet();
        return
        [
            .. first.Except(second).Except(OnlyInSqlite.Keys).Select(file => $"{file} is in Sqlite only")
                .Concat(second.Except(first).Except(OnlyInPostgres.Keys).Select(file => $"{file} is in Postgres only"))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Nothing for a store that has no files yet.</summary>
    private static IEnumerable<string> Unused(Dictionary<string, string> allowed, IEnumerable<string> files, string store)
    {
        var present = files.Select(file => file.Replace(store, "{Store}", StringComparison.Ordinal)).ToHashSet();
        return present.Count == 0 ? [] : allowed.Keys.Except(present);
    }

    private static IEnumerable<string> FilesOf(string store)
    {
        var folder = Path.Combine(Repository.Engine, $"Contrail.Engine.{store}");
        return Repository.Files(folder, "*.cs").Concat(Repository.Files(folder, "*.sql"))
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));
    }
}
