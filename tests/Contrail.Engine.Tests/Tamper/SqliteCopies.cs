using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;

namespace Contrail.Engine.Tests.Tamper;

/// <summary>What became of a damaged log.</summary>
internal enum Finding
{
    /// <summary>It was not opened.</summary>
    Refused,

    /// <summary>It was opened, and a verification says what is wrong.</summary>
    Reported,

    /// <summary>Every event is as it was.</summary>
    Harmless,

    /// <summary>Events differ, are missing or cannot be read, and neither opening nor verifying says so.</summary>
    Silent,
}

/// <summary>The files of a log as a killed process leaves them, to be copied, damaged and opened.</summary>
internal sealed class SqliteCopies : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("contrail-tamper-");
    private string content = "";

    public string Pristine => Path.Combine(root.FullName, "pristine");

    public string Copy => Path.Combine(root.FullName, "copy");

    /// <summary>Writes a log in two parts and keeps its files.</summary>
    /// <param name="moved">Events that were moved from the write-ahead log into the database.</param>
    /// <param name="waiting">Events that are still in the write-ahead log.</param>
    /// <param name="perBatch">Events committed at once.</param>
    public async Task WriteAsync(int moved, int waiting, int perBatch)
    {
        var work = Path.Combine(root.FullName, "work");
        await using (var module = await OpenAsync(work))
        {
            await LogContent.FillAsync(module.Log, 0, moved, perBatch);
        }

        await using (var module = await OpenAsync(work))
        {
            await LogContent.FillAsync(module.Log, moved, waiting, perBatch);
            CopyFiles(work, Pristine);
            content = await LogContent.ReadAsync(module);
        }
    }

    /// <summary>A copy as it was before any damage.</summary>
    public void Restore()
    {
        if (Directory.Exists(Copy))
        {
            Directory.Delete(Copy, recursive: true);
        }

        CopyFiles(Pristine, Copy);
    }

    /// <summary>Opens the copy as a process would, verifies it, and reads everything.</summary>
    public async Task<(Finding Finding, string Why)> JudgeAsync()
    {
        IModuleStorage module;
        try
        {
            module = await OpenAsync(Copy);
        }
        catch (Exception e) when (e is LogDamagedException or StorageUnavailableException or InvalidOperationException)
        {
            return (Finding.Refused, e.Message);
        }

        await using (module)
        {
            try
            {
                var report = await LogVerifier.VerifyAsync(module.Log, module.Anchor);
                if (!report.IsWhole)
                {
                    return (Finding.Reported, report.Problems[0]);
                }
            }
            catch (Exception e) when (e is LogDamagedException or StorageUnavailableException or InvalidOperationException)
            {
                return (Finding.Reported, e.Message);
            }

            // Now the log counts as whole. That a reader stumbles over it later is no finding of ours.
            try
            {
                return await LogContent.ReadAsync(module) == content ? (Finding.Harmless, "") : (Finding.Silent, "");
            }
            catch (Exception e) when (e is LogDamagedException or StorageUnavailableException or InvalidOperationException)
            {
                return (Finding.Silent, e.Message);
            }
        }
    }

    public static async Task<IModuleStorage> OpenAsync(string directory) => await new SqliteStorage(new SqliteOptions(directory)).OpenAsync("m");

    public void Dispose() => root.Delete(recursive: true);

    // The index of the write-ahead log (-shm) and the lock are made anew by whoever opens the files.
    private static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(f => Path.GetExtension(f) is not (".db-shm" or ".lock")))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }
}
