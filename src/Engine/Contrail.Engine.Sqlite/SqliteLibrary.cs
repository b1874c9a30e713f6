using System.Runtime.InteropServices;
using SQLitePCL;

namespace Contrail.Engine.Sqlite;

/// <summary>Loads the operating system's SQLite: it gets the system's security updates, and no native code is shipped.</summary>
public static class SqliteLibrary
{
    // STRICT tables came with 3.37.
    private const int LeastVersion = 3_037_000;
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Does nothing after the first time.</summary>
    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    /// <exception cref="PlatformNotSupportedException">The library is too old.</exception>
    public static void EnsureLoaded() => _ = Loaded.Value;

    private static bool Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? LoadNative() : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        var version = raw.sqlite3_libversion_number();
        return version >= LeastVersion
            ? true
            : throw new PlatformNotSupportedException(
                $"The system's SQLite is {raw.sqlite3_libversion().utf8_to_string()}; 3.37 or newer is needed. Upgrade the package libsqlite3-0.");
    }

    private static IntPtr LoadNative()
    {
        var library = OperatingSystem.IsWindows() ? "winsqlite3" : OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : "libsqlite3.so.0";
        return NativeLibrary.TryLoad(library, out var handle)
            ? handle
            : throw new DllNotFoundException(
                $"SQLite ({library}) is not installed. On Debian and Ubuntu: apt-get install libsqlite3-0. On Fedora: dnf install sqlite-libs. On Alpine: apk add sqlite-libs.");
    }
}
