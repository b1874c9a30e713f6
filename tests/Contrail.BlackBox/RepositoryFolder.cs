namespace Contrail.BlackBox;

/// <summary>Files of the repository that tests read; they run from within it.</summary>
public static class RepositoryFolder
{
    /// <summary>The path of a file or folder.</summary>
    /// <param name="names">From the repository's root.</param>
    /// <exception cref="InvalidOperationException">The tests do not run from within the repository.</exception>
    public static string PathOf(params string[] names)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Contrail.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run from within the repository.");
        }

        return Path.Combine([folder.FullName, .. names]);
    }
}
