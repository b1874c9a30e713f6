using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Contrail.Architecture.Tests;

/// <summary>Which project may use which: the boundaries that the compiler then holds.</summary>
public sealed class ProjectReferences
{
    private static readonly string[] Nothing = [];
    private static readonly string[] Web = ["Microsoft.AspNetCore.App"];

    /// <summary>What a module may use beyond the rest, and why.</summary>
    private static readonly Dictionary<string, string[]> Own = new(StringComparer.Ordinal)
    {
        ["Contrail.Flights"] = ["NodaTime"], // Time zones of airports, on any system alike.
        ["Contrail.Payments"] = ["Contrail.Engine.Sqlite"], // The payment simulator keeps its ledger in a file of its own.
    };

    /// <summary>The tests, and for Flights the host: its import verb runs the importer without a server.</summary>
    private static readonly string[] SeesInternals = ["Contrail.Modules.Tests", "Contrail.Architecture.Tests"];

    [Fact]
    public void The_engine_core_depends_on_the_base_class_library_alone() =>
        Violations(Repository.Project("Contrail.Engine"), projects: Nothing, packages: Nothing).ShouldBeEmpty();

    [Fact]
    public void The_SQLite_store_references_the_engine_core_and_its_driver_only() =>
        Violations(
            Repository.Project("Contrail.Engine.Sqlite"),
            projects: ["Contrail.Engine"],
            packages: ["Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.core", "SQLitePCLRaw.provider.e_sqlite3"]).ShouldBeEmpty();

    [Fact]
    public void The_PostgreSQL_store_references_the_engine_core_and_its_driver_only() =>
        Violations(Repository.Project("Contrail.Engine.Postgres"), projects: ["Contrail.Engine"], packages: ["Npgsql"]).ShouldBeEmpty();

    [Fact]
    public void The_web_layer_references_the_engine_core_its_framework_and_what_checks_and_describes_input() =>
        Violations(
            Repository.Project("Contrail.Engine.AspNetCore"), projects: ["Contrail.Engine"], packages: ["FluentValidation", "Microsoft.AspNetCore.OpenApi"], Web).ShouldBeEmpty();

    [Fact]
    public void The_contracts_reference_the_engine_core_only() =>
        Violations(Repository.Project("Contrail.Contracts"), projects: ["Contrail.Engine"], packages: Nothing).ShouldBeEmpty();

    [Fact]
    public void A_module_references_the_web_layer_and_the_contracts_and_never_another_module() =>
        ModuleAssemblies.Names.SelectMany(name => ViolationsOfModule(name, Repository.Project(name))).ShouldBeEmpty();

    [Fact]
    public void What_is_compiled_into_a_module_refers_to_no_other_module() => ModuleAssemblies.All
        .SelectMany(m => m.GetReferencedAssemblies().Select(r => r.Name!).Where(ModuleAssemblies.Names.Contains).Select(other => $"{m.GetName().Name} uses {other}")).ShouldBeEmpty();

    [Theory]
    [InlineData("""<ProjectReference Include="../Contrail.Ordering/Contrail.Ordering.csproj" />""", "project Contrail.Ordering")]
    [InlineData("""<ProjectReference Include="../../Contrail.Host/Contrail.Host.csproj" />""", "project Contrail.Host")]
    [InlineData("""<ProjectReference Include="../../Engine/Contrail.Engine.Sqlite/Contrail.Engine.Sqlite.csproj" />""", "project Contrail.Engine.Sqlite")]
    [InlineData("""<PackageReference Include="NodaTime" />""", "package NodaTime")]
    [InlineData("""<InternalsVisibleTo Include="Contrail.Ordering" />""", "internals for Contrail.Ordering")]
    public void A_planted_reference_of_a_module_is_found(string element, string expected) =>
        ViolationsOfModule("Contrail.Booking", XDocument.Parse($"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{element}</ItemGroup></Project>""")).ShouldBe([$"Contrail.Booking: {expected}"]);

    [Fact]
    public void What_is_compiled_into_the_engine_core_refers_to_the_base_class_library_alone()
    {
        var references = typeof(Engine.Domain.AggregateRoot).Assembly.GetReferencedAssemblies();

        references.ShouldNotBeEmpty();
        references.Select(r => r.Name!).Where(name => !name.StartsWith("System", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void No_project_states_the_version_of_a_package()
    {
        var projects = Repository.Files(Repository.Root, "*.csproj");

        projects.ShouldNotBeEmpty();
        projects.Where(p => Elements(XDocument.Load(p), "PackageReference").Any(HasVersion)).Select(Repository.Relative).ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument.Load(Path.Combine(Repository.Root, "Contrail.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value);

        Repository.Files(Repository.Root, "*.csproj").Select(Repository.Relative).Except(listed).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""<PackageReference Include="Newtonsoft.Json" />""", "package Newtonsoft.Json")]
    [InlineData("""<PackageReference Update="Newtonsoft.Json" />""", "package Newtonsoft.Json")]
    [InlineData("""<ProjectReference Include="../Contrail.Engine.Postgres/Contrail.Engine.Postgres.csproj" />""", "project Contrail.Engine.Postgres")]
    [InlineData("""<FrameworkReference Include="Microsoft.AspNetCore.App" />""", "framework Microsoft.AspNetCore.App")]
    [InlineData("""<Reference Include="Some.Assembly" />""", "assembly Some.Assembly")]
    public void A_planted_reference_is_found(string element, string expected)
    {
        var planted = XDocument.Parse($"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{element}</ItemGroup></Project>""");

        Violations(planted, projects: ["Contrail.Engine"], packages: ["Npgsql"]).ShouldBe([expected]);
    }

    [Fact]
    public void A_planted_web_SDK_is_found() =>
        Violations(XDocument.Parse("""<Project Sdk="Microsoft.NET.Sdk.Web" />"""), Nothing, Nothing).ShouldBe(["SDK Microsoft.NET.Sdk.Web"]);

    [Fact]
    public void A_planted_package_version_is_found() =>
        Elements(XDocument.Parse("""<Project><PackageReference Include="Npgsql" Version="1.0.0" /></Project>"""), "PackageReference")
            .Any(HasVersion).ShouldBeTrue();

    private static IEnumerable<string> ViolationsOfModule(string name, XDocument project)
    {
        var own = Own.GetValueOrDefault(name, Nothing);
        return Violations(project, ["Contrail.Engine.AspNetCore", "Contrail.Contracts", .. own], own, Web)
            .Concat(Names(project, "InternalsVisibleTo").Except(SeesInternals).Where(other => (name, other) != ("Contrail.Flights", "contrail")).Select(other => $"internals for {other}"))
            .Select(violation => $"{name}: {violation}");
    }

    private static List<string> Violations(XDocument project, string[] projects, string[] packages, string[]? frameworks = null)
    {
        var found = new List<string>();
        var sdk = project.Root!.Attribute("Sdk")?.Value;
        if (sdk != "Microsoft.NET.Sdk")
        {
            found.Add($"SDK {sdk}");
        }

        found.AddRange(Names(project, "PackageReference").Except(packages).Select(name => $"package {name}"));
        found.AddRange(Names(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).Except(projects).Select(name => $"project {name}"));
        found.AddRange(Names(project, "FrameworkReference").Except(frameworks ?? Nothing).Select(name => $"framework {name}"));
        found.AddRange(Names(project, "Reference").Select(name => $"assembly {name}"));
        return found;
    }

    private static IEnumerable<XElement> Elements(XDocument project, string name) => project.Descendants().Where(e => e.Name.LocalName == name);

    private static IEnumerable<string> Names(XDocument project, string element) =>
        Elements(project, element).Select(e => (e.Attribute("Include") ?? e.Attribute("Update"))!.Value.Replace('\\', '/'));

    private static bool HasVersion(XElement reference) => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null;
}
