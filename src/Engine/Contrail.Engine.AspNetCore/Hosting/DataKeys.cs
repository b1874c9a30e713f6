using System.Security.Cryptography;
using System.Text;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// The secrets of an installation. One master key of 32 bytes or more gives a key for each purpose (HKDF-SHA256); it is made once
/// and kept in a file that only its owner may read, or given by whoever runs several nodes. Session cookies have a ring of keys in a folder beside it.
/// </summary>
public sealed class DataKeys
{
    private const int KeyBytes = 32;
    private const int LeastText = 43;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly byte[] master;

    private DataKeys(byte[] master, string folder) => (this.master, Folder) = (master, folder);

    /// <summary>Where the ring of session keys lies; nodes that share sessions share it.</summary>
    public string Folder { get; }

    /// <summary>The keys of a data directory, made if there are none.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="given">The master key as text, 43 characters or more (32 bytes in base64); null to keep it in the directory.</param>
    /// <exception cref="ArgumentException">The given key is too short.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static DataKeys Open(string directory, string? given = null)
    {
        var folder = Path.Combine(directory, "keys");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(directory);
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        return new(given is null ? Kept(Path.Combine(folder, "master.key")) : Given(given), folder);
    }

    /// <summary>The key for a purpose, for example <c>offers</c>.</summary>
    public ReadOnlyMemory<byte> For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeyBytes, info: Encoding.UTF8.GetBytes($"contrail {purpose}"));

    private static byte[] Given(string text) => text.Trim().Length >= LeastText
        ? Encoding.UTF8.GetBytes(text.Trim())
        : throw new ArgumentException($"The key is too short: give at least {LeastText} characters, for example the output of 'openssl rand -base64 32'.", nameof(text));

    private static byte[] Kept(string path)
    {
        if (!File.Exists(path))
        {
            Make(path);
        }

        return Given(File.ReadAllText(path));
    }

    // Renamed into place when it is whole and on the disk: a process killed meanwhile leaves no half of a key.
    private static void Make(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
