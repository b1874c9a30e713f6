using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Contrail.Architecture.Tests;

/// <summary>A decision that nothing holds is a wish: each record ends by naming what holds it, and what it names exists.</summary>
public sealed partial class DecisionRecords
{
    private static readonly string[] Sections = ["## Context", "## Decision", "## Consequences", "## Rejected options"];

    private static readonly Lazy<HashSet<string>> KnownNames = new(NamesInSource);

    public static TheoryData<string> Records =>
        [.. Repository.Files(Path.Combine(Repository.Root, "docs", "adr"), "*.md").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_decision_record_says_why_and_names_what_holds_it(string record) =>
        Violations(record, File.ReadAllText(Path.Combine(Repository.Root, "docs", "adr", record)), Exists).ShouldBeEmpty();

    [Fact]
    public void Decision_records_are_numbered_without_gaps()
    {
        var numbers = Records.Select(row => int.Parse(row.Data[..4], System.Globalization.CultureInfo.InvariantCulture)).ToList();

        numbers.ShouldNotBeEmpty();
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/engine/guarantees.md")]
    public void What_a_page_names_as_holding_a_guarantee_exists(string page)
    {
        // The last column; what stands before may quote other things.
        var rows = File.ReadLines(Path.Combine(Repository.Root, page)).Where(line => line.StartsWith("| ", StringComparison.Ordinal));
        var named = rows.SelectMany(row => Quoted().Matches(row.Split('|')[^2])).Select(m => m.Groups[1].Value)
            .Where(name => !name.StartsWith("CONTRAIL_", StringComparison.Ordinal)).ToList();

        named.ShouldNotBeEmpty();
        named.Where(name => !Exists(name)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Held by: `Naming.No_such_test`", "`Naming.No_such_test` does not exist")]
    [InlineData("Held by: `Repository.Files`", "`Repository.Files` does not exist")]
    [InlineData("Held by: `src/NoSuchFile.cs`", "`src/NoSuchFile.cs` does not exist")]
    [InlineData("Nobody holds it.", "the last line does not begin with 'Held by:'")]
    [InlineData("Held by:", "the last line names nothing")]
    public void A_planted_record_is_found(string lastLine, string expected) =>
        Violations("0001-planted.md", Planted("# 1. Planted", lastLine), Exists).ShouldBe([expected]);

    [Fact]
    public void A_planted_record_without_its_sections_is_found() =>
        Violations("0001-planted.md", "# 1. Planted\n\nHeld by: trust\n", Exists).ShouldBe(Sections.Select(section => $"no '{section}'"));

    [Fact]
    public void A_planted_record_that_names_an_existing_test_passes() =>
        Violations(
            "0001-planted.md",
            Planted("# 1. Planted", $"Held by: `{nameof(DecisionRecords)}.{nameof(Decision_records_are_numbered_without_gaps)}`, `BannedSymbols.txt`"),
            Exists).ShouldBeEmpty();

    private static string Planted(string title, string lastLine) => $"{title}\n\n{string.Join("\n\nBecause.\n\n", Sections)}\n\nBecause.\n\n{lastLine}\n";

    private static List<string> Violations(string name, string text, Func<string, bool> exists)
    {
        var lines = text.TrimEnd().Split('\n');
        var found = Sections.Where(section => !lines.Contains(section)).Select(section => $"no '{section}'").ToList();
        if (!FileName().IsMatch(name))
        {
            found.Add("the name is not NNNN-title.md");
        }

        if (!lines[^1].StartsWith("Held by:", StringComparison.Ordinal))
        {
            found.Add("the last line does not begin with 'Held by:'");
        }
        else if (lines[^1].Length <= "Held by: ".Length)
        {
            found.Add("the last line names nothing");
        }

        found.AddRange(Quoted().Matches(lines[^1]).Select(m => m.Groups[1].Value).Where(held => !exists(held)).Select(held => $"`{held}` does not exist"));
        return found;
    }

    /// <summary>A file of the repository, a class of tests, or a test.</summary>
    private static bool Exists(string held) =>
        File.Exists(Path.Combine(Repository.Root, held)) || KnownNames.Value.Contains(held);

    private static HashSet<string> NamesInSource()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        string[] folders = [Path.Combine(Repository.Root, "tests"), Path.Combine(Repository.Root, "src", "Engine", "Contrail.Engine.Testing")];
        foreach (var file in folders.SelectMany(folder => Repository.Files(folder, "*.cs")))
        {
            var code = SourceText.CodeOnly(File.ReadAllText(file));
            var types = TypeDeclaration().Matches(code).Select(m => m.Groups[1].Value).ToList();
            var tests = Test().Matches(code).Select(m => m.Groups[1].Value).ToList();
            names.UnionWith(types);
            names.UnionWith(types.SelectMany(type => tests.Select(test => $"{type}.{test}")));
        }

        return names;
    }

    [GeneratedRegex(@"^\d{4}-[a-z0-9]+(?:-[a-z0-9]+)*\.md$")]
    private static partial Regex FileName();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:class|interface|struct|record)\s+([A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    // What stands between the attribute and the method are more attributes.
    [GeneratedRegex(@"\[(?:Fact|Theory)\b[^;{}]*?\bpublic\s+[^;={}()]*?\b(\w+)\s*\(")]
    private static partial Regex Test();
}
