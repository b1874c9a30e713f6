using System.Xml.Linq;

namespace Contrail.Architecture.Tests;

/// <summary>The files of this repository, found from where the tests run.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "node_modules", ".git"];

    public static string Root { get; } = FindRoot();

    public static string Engine => Path.Combine(Root, "src", "Engine");

    public static string Modules => Path.Combine(Root, "src", "Modules");

    /// <summary>Files under a folder, built and fetched ones left out, in ordinal order; none if the folder does not exist.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        Directory.Exists(folder)
            ? [.. Walk(folder).SelectMany(f => Directory.EnumerateFiles(f, pattern)).Order(StringComparer.Ordinal)]
            : [];

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static XDocument Project(string name) => XDocument.Load(Files(Root, $"{name}.csproj").Single());

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateDirectories(folder)
            .Where(child => !NotOurs.Contains(Path.GetFileName(child)))
            .SelectMany(Walk)
            .Prepend(folder);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Contrail.slnx")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("These tests read the sources: run them from within a clone.");
    }
}
