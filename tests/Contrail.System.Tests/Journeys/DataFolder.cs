using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>Published data of other licences: the folder that <c>CONTRAIL_DATA</c> names, or <c>shared/data</c> beside the repository.</summary>
internal static class DataFolder
{
    /// <summary>A file's path; where there is none the test is skipped and says so.</summary>
    public static string PathOf(string path)
    {
        var file = Find() is { } folder ? Path.Combine(folder, path) : null;
        Assert.SkipUnless(File.Exists(file), $"No {path}: set CONTRAIL_DATA to a folder that has it.");
        return file!;
    }

    private static string? Find()
    {
        // The program's data directory goes by the same name.
        if (Environment.GetEnvironmentVariable("CONTRAIL_DATA") is { Length: > 0 } named && Directory.Exists(Path.Combine(named, "ssim")))
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var beside = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(beside))
            {
                return beside;
            }
        }

        return null;
    }
}
