using Contrail.Engine.Modules;
using Contrail.Engine.Sqlite;

namespace Contrail.Engine.Tests.Tamper;

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
    public Task<Judgement> JudgeAsync() => Judgement.OfAsync(() => OpenAsync(Copy), content);

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
