namespace Contrail.System.Tests.Hosting;

/// <summary>A data directory of a test; gone afterwards.</summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("contrail-").FullName;

    public string File(string name) => global::System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
