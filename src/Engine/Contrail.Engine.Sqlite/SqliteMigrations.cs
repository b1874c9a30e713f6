using System.Globalization;
using System.Reflection;

namespace Contrail.Engine.Sqlite;

/// <summary>
/// Brings a file up to date by the numbered steps embedded in this assembly. Each step and the record that it was taken
/// are one transaction, so that a migration that was killed goes on where it stopped.
/// </summary>
internal static class SqliteMigrations
{
    private const string Prefix = "Schema/";

    /// <summary>The steps of the log's file, in order.</summary>
    public static IReadOnlyList<string> LogSteps { get; } = StepsOf("_log.sql");

    /// <summary>The steps of the other file, in order.</summary>
    public static IReadOnlyList<string> ReadSteps { get; } = StepsOf("_read.sql");

    /// <summary>Takes the steps that are missing.</summary>
    /// <exception cref="InvalidOperationException">A newer version of the program has migrated the file.</exception>
    public static void Apply(SqliteWriter writer, IReadOnlyList<string> steps, Action<string>? beforeCommit)
    {
        var taken = writer.Use(connection => connection.QueryInteger("pragma user_version"));
        var newest = steps.Count == 0 ? 0 : NumberOf(steps[^1]);
        if (taken > newest)
        {
            var file = writer.Use(connection => connection.File);
            throw new InvalidOperationException(
                $"The database '{file}' has schema {taken}, but this version knows only {newest}: a newer version has been here. Upgrade this program.");
        }

        foreach (var step in steps.Where(step => NumberOf(step) > taken))
        {
            writer.Write(connection =>
            {
                connection.Execute(Read(step));
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {NumberOf(step)}"));
                beforeCommit?.Invoke(step);
                return true;
            });
        }
    }

    private static int NumberOf(string step) => int.Parse(step[..3], CultureInfo.InvariantCulture);

    private static List<string> StepsOf(string ending) =>
        [.. typeof(SqliteMigrations).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal)];

    private static string Read(string step)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + step)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
