using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Contrail.Architecture.Tests;

/// <summary>Names say what a thing is; words that fit everything are banned.</summary>
public sealed partial class Naming
{
    private static readonly string[] Banned = ["Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common"];

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        var types = Repository.Files(Repository.Root, "*.cs")
            .SelectMany(file => TypesIn(File.ReadAllText(file)).Select(type => (file, type)))
            .ToList();

        types.Count.ShouldBeGreaterThan(50, "the check sees the types");
        types.Where(t => SaysNothing(t.type)).Select(t => $"{Repository.Relative(t.file)}: {t.type}").ShouldBeEmpty();
    }

    [Fact]
    public void No_source_file_has_a_name_that_says_nothing() =>
        Repository.Files(Repository.Root, "*.cs").Where(f => SaysNothing(Path.GetFileNameWithoutExtension(f))).Select(Repository.Relative).ShouldBeEmpty();

    [Theory]
    [InlineData("SeatHelper")]
    [InlineData("StringUtils")]
    [InlineData("CommonTypes")]
    [InlineData("SeatManager")]
    [InlineData("ProcessManagers", false)]
    [InlineData("ProcessManager", false)]
    [InlineData("PurchaseProcessManager", false)]
    [InlineData("AggregateBase")]
    [InlineData("BaseFare", false)]
    [InlineData("Database", false)]
    [InlineData("Baseline", false)]
    public void A_planted_name_is_judged(string name, bool saysNothing = true) => SaysNothing(name).ShouldBe(saysNothing);

    [Fact]
    public void A_planted_type_is_found_in_source() =>
        TypesIn("// class NotThisHelper\ninternal sealed record struct SeatHelper(int A);\nenum Kind { A }").ShouldBe(["SeatHelper", "Kind"]);

    private static IEnumerable<string> TypesIn(string source) =>
        TypeDeclaration().Matches(SourceText.CodeOnly(source)).Select(match => match.Groups[1].Value);

    private static bool SaysNothing(string name)
    {
        var words = Words().Matches(name).Select(match => match.Value).ToList();
        return words.Exists(word => Banned.Contains(word))
            || words[^1] is "Base"
            || words.Index().Any(word => word.Item is "Manager" or "Managers" && (word.Index == 0 || words[word.Index - 1] is not "Process"));
    }

    [GeneratedRegex(@"\b(?:class|interface|enum|(?:record\s+)?struct|record)\s+([A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|_+")]
    private static partial Regex Words();
}
