using System.Reflection;

namespace Contrail.Architecture.Tests;

/// <summary>The modules: every project under <c>src/Modules</c>.</summary>
internal static class ModuleAssemblies
{
    /// <summary>Names of the projects, and so of the assemblies.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Repository.Files(Repository.Modules, "*.csproj").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    /// <summary>Compiled. One that this project does not reference cannot be loaded, and the tests fail.</summary>
    public static IReadOnlyList<Assembly> All { get; } = [.. Names.Select(Assembly.Load)];

    /// <summary>A type as people read it.</summary>
    public static string Named(Type type) => type.FullName!.Replace('+', '.');
}
