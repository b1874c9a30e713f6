namespace Contrail.System.Tests.Crash;

/// <summary>A copy of the host in which one module has a planted defect; or the host itself.</summary>
internal sealed class PlantedHost : IDisposable
{
    private readonly DirectoryInfo? folder;

    private PlantedHost(DirectoryInfo? folder) => this.folder = folder;

    /// <summary>Names the executable.</summary>
    public Variables Variables => new() { Program = folder?.FullName };

    /// <param name="defect">The name of a project in tests/Planted; null for none.</param>
    public static PlantedHost With(string? defect)
    {
        if (defect is null)
        {
            return new PlantedHost(null);
        }

        var tests = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var planted = Path.Combine(tests.Parent!.Parent!.FullName, $"Planted.{defect}", tests.Name);
        var modules = Directory.Exists(planted) ? Directory.GetFiles(planted, "Contrail.*.dll").Where(f => IsModuleOf(defect, f)).ToList() : [];
        if (modules is not [var module])
        {
            throw new InvalidOperationException($"Planted.{defect} is not built. Build the solution: dotnet build Contrail.slnx.");
        }

        var copy = Directory.CreateTempSubdirectory("contrail-planted-");
        foreach (var file in tests.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.FullName, Path.GetRelativePath(tests.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            file.CopyTo(target);
        }

        File.Copy(module, Path.Combine(copy.FullName, Path.GetFileName(module)), overwrite: true);
        return new PlantedHost(copy);
    }

    public void Dispose() => folder?.Delete(recursive: true);

    /// <summary>Which module the project replaces; what else lies in its folder it only refers to.</summary>
    private static bool IsModuleOf(string defect, string file) => Path.GetFileNameWithoutExtension(file) == defect switch
    {
        "SeatCheckRemoved" => "Contrail.Booking",
        "IdempotencyOff" => "Contrail.Engine.AspNetCore",
        "CaptureBeforeSeats" => "Contrail.Ordering",
        _ => throw new ArgumentException($"There is no planted defect '{defect}'."),
    };
}
