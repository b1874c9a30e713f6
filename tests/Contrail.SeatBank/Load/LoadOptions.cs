using System.Globalization;
using Contrail.Engine.Modules;
using Contrail.Engine.Postgres;
using Contrail.Engine.Sqlite;

namespace Contrail.SeatBank.Load;

/// <summary>The arguments of the child process.</summary>
public sealed class LoadOptions
{
    private readonly Dictionary<string, string> given = new(StringComparer.Ordinal);

    private LoadOptions(string what) => What = what;

    /// <summary><c>load</c> or <c>migrate</c>.</summary>
    public string What { get; }

    public int Seed => Number("seed", 1);

    /// <summary>Tells runs on the same data apart.</summary>
    public int Round => Number("round", 0);

    /// <summary>Ends after so many operations; by default somebody kills the process.</summary>
    public int Operations => Number("operations", int.MaxValue);

    public string Acks => given["acks"];

    public string? KillAt => given.GetValueOrDefault("kill-at");

    public string? StopAt => given.GetValueOrDefault("stop-at");

    /// <summary>Rebuilds a read model again and again.</summary>
    public bool Rebuilds => Number("rebuilds", 0) != 0;

    public TimeSpan Lease => TimeSpan.FromMilliseconds(Number("lease", 250));

    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions(arguments.Count == 0 ? "" : arguments[0]);
        for (var i = 1; i + 1 < arguments.Count; i += 2)
        {
            options.given.Add(arguments[i].TrimStart('-'), arguments[i + 1]);
        }

        return options;
    }

    /// <summary>The storage, of which a migration step is the last thing that the process does if that was asked for.</summary>
    public IStorage Storage(Action<string>? beforeStepCommits = null) => given["store"] switch
    {
        "sqlite" => new SqliteStorage(new SqliteOptions(given["where"]) { BeforeStepCommits = beforeStepCommits }),
        "postgres" => new PostgresStorage(new PostgresOptions(given["where"]) { BeforeStepCommits = beforeStepCommits, AnchorDirectory = given.GetValueOrDefault("anchors") }),
        var other => throw new ArgumentException($"There is no store '{other}'."),
    };

    private int Number(string name, int otherwise) =>
        given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
