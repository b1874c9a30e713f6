using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Contrail.Architecture.Tests;

/// <summary>Modules know each other by contracts only, and what they decide knows neither web nor storage.</summary>
public sealed partial class ModuleBoundaries
{
    private static readonly string[] Projects = ["Contrail.Contracts", "Contrail.Engine", "Contrail.Engine.AspNetCore"];

    /// <summary>The simulator of a payment service keeps books of its own in a file of its own.</summary>
    private static readonly string[] AlsoOfPayments = ["Contrail.Engine.Sqlite"];

    private static readonly string[] OfDecisions =
        ["System", "System.Collections", "System.Globalization", "System.Linq", "System.Security.Cryptography", "System.Text", "Contrail.Contracts",
         "Contrail.Engine.Domain", "Contrail.Engine.Events", "Contrail.Engine.Decisions"];

    private static string Modules => Path.Combine(Repository.Root, "src", "Modules");

    [Fact]
    public void A_module_references_contracts_the_engine_and_the_web_layer()
    {
        var modules = Repository.Files(Modules, "*.csproj");

        modules.Count.ShouldBeGreaterThan(5, "the check sees the modules");
        modules.SelectMany(m => ForeignProjects(Path.GetFileNameWithoutExtension(m), XDocument.Load(m))).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_module_decides_uses_contracts_and_the_engines_domain_only()
    {
        var files = Repository.Files(Modules, "*.cs").Where(f => Repository.Relative(f).Contains("/Domain/", StringComparison.Ordinal)).ToList();

        files.Count.ShouldBeGreaterThan(50, "the check sees the files");
        files.SelectMany(f => ForeignNamespaces(Repository.Relative(f).Split('/')[2], File.ReadAllText(f)).Select(n => $"{Repository.Relative(f)} uses {n}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Contrail.Ordering", "../Contrail.Booking/Contrail.Booking.csproj", "Contrail.Ordering references Contrail.Booking")]
    [InlineData("Contrail.Ordering", "../../Engine/Contrail.Engine.Sqlite/Contrail.Engine.Sqlite.csproj", "Contrail.Ordering references Contrail.Engine.Sqlite")]
    public void A_planted_reference_is_found(string module, string reference, string expected) =>
        ForeignProjects(module, XDocument.Parse($"""<Project><ItemGroup><ProjectReference Include="{reference}" /></ItemGroup></Project>""")).ShouldBe([expected]);

    [Theory]
    [InlineData("using Contrail.Engine.AspNetCore;", "Contrail.Engine.AspNetCore")]
    [InlineData("using Contrail.Booking.Features;", "Contrail.Booking.Features")]
    [InlineData("using static System.IO.File;", "System.IO.File")]
    [InlineData("using Files = System.IO.File;", "System.IO.File")]
    [InlineData("using Contrail.Booking.Domain.Tickets;", null)]
    [InlineData("using Contrail.Contracts.Flights;", null)]
    public void A_planted_namespace_is_judged(string line, string? expected) =>
        ForeignNamespaces("Contrail.Booking", $"{line}\n\nnamespace Contrail.Booking.Domain;\n").ShouldBe(expected is null ? [] : [expected]);

    private static IEnumerable<string> ForeignProjects(string module, XDocument project) =>
        project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
            .Except(module == "Contrail.Payments" ? [.. Projects, .. AlsoOfPayments] : Projects)
            .Select(name => $"{module} references {name}");

    private static IEnumerable<string> ForeignNamespaces(string module, string source) =>
        Using().Matches(SourceText.CodeOnly(source)).Select(m => m.Groups[1].Value).Where(name => !IsOfDecisions(module, name));

    private static bool IsOfDecisions(string module, string name) =>
        Array.Exists(OfDecisions, allowed => name == allowed)
        || name.StartsWith("System.Collections.", StringComparison.Ordinal)
        || name.StartsWith("System.Text.", StringComparison.Ordinal)
        || name.StartsWith("Contrail.Contracts.", StringComparison.Ordinal)
        || name.StartsWith($"{module}.Domain", StringComparison.Ordinal);

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
