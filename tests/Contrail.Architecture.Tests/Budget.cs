using Shouldly;
using Xunit;

namespace Contrail.Architecture.Tests;

/// <summary>Code that fits on a screen: 95 of 100 files and methods keep within their budget, and the longest are named.</summary>
public sealed class Budget(ITestOutputHelper output)
{
    private const int EngineFileLines = 250;
    private const int EngineMethodLines = 35;
    private const int ModuleFileLines = 120;
    private const int ModuleMethodLines = 25;

    [Fact]
    public void Engine_files_keep_within_their_budget()
    {
        var files = EngineSources().Select(f => new Measured(Repository.Relative(f), File.ReadLines(f).Count())).ToList();

        Report("longest files of the engine", files, EngineFileLines);
        files.ShouldNotBeEmpty();
        Percentile95(files).ShouldBeLessThanOrEqualTo(EngineFileLines);
    }

    [Fact]
    public void Engine_methods_keep_within_their_budget()
    {
        var methods = EngineSources()
            .SelectMany(f => MemberLengths.Of(File.ReadAllText(f)).Select(m => new Measured($"{Repository.Relative(f)}: {m.Name}", m.Lines)))
            .ToList();

        Report("longest methods of the engine", methods, EngineMethodLines);
        methods.Count.ShouldBeGreaterThan(EngineSources().Count, "the measurement sees most methods");
        Percentile95(methods).ShouldBeLessThanOrEqualTo(EngineMethodLines);
    }

    [Fact]
    public void Files_of_modules_and_of_the_host_keep_within_their_budget()
    {
        var files = ModuleSources().Select(f => new Measured(Repository.Relative(f), File.ReadLines(f).Count())).ToList();

        Report("longest files of modules, contracts and host", files, ModuleFileLines);
        files.Count.ShouldBeGreaterThan(200, "the measurement sees the files");
        Percentile95(files).ShouldBeLessThanOrEqualTo(ModuleFileLines);
    }

    [Fact]
    public void Methods_of_modules_and_of_the_host_keep_within_their_budget()
    {
        var methods = ModuleSources()
            .SelectMany(f => MemberLengths.Of(File.ReadAllText(f)).Select(m => new Measured($"{Repository.Relative(f)}: {m.Name}", m.Lines)))
            .ToList();

        Report("longest methods of modules, contracts and host", methods, ModuleMethodLines);
        methods.Count.ShouldBeGreaterThan(ModuleSources().Count, "the measurement sees most methods");
        Percentile95(methods).ShouldBeLessThanOrEqualTo(ModuleMethodLines);
    }

    [Fact]
    public void Lengths_over_the_budget_are_found()
    {
        var planted = Enumerable.Range(1, 100).Select(i => new Measured($"{i}", i <= 94 ? 10 : EngineMethodLines + 1)).ToList();

        Percentile95(planted).ShouldBeGreaterThan(EngineMethodLines);
    }

    [Fact]
    public void Methods_are_measured_from_their_first_line_to_their_last() =>
        MemberLengths.Of(
            """
            namespace Some.Where;

            /// <summary>Not { code }.</summary>
            internal sealed class Example(int size) : IDisposable
            {
                private readonly Dictionary<string, int> field = new() { ["{"] = 1 };

                public int Size { get; } = size;

                public int Twice => 2 * Size;

                public string Text =>
                    Size switch
                    {
                        1 => $"one {Size} }}",
                        _ => "many {",
                    };

                public int Sum(Func<int, int> f, char c = '{')
                {
                    for (var i = 0; i < 3; i++)
                    {
                        f(i);
                    }

                    return 1;
                }

                private struct Nested
                {
                    public void Empty()
                    {
                    }
                }
            }
            """).ShouldBe([new("Size", 1), new("Twice", 1), new("Text", 6), new("Sum", 9), new("Empty", 3)]);

    private void Report(string what, List<Measured> all, int limit)
    {
        output.WriteLine($"{what}: {all.Count} in all, 95th percentile {Percentile95(all)}, limit {limit}");
        foreach (var one in all.OrderByDescending(m => m.Lines).Take(10))
        {
            output.WriteLine($"{one.Lines,6}  {one.What}");
        }
    }

    private static IReadOnlyList<string> ModuleSources() =>
    [
        .. Repository.Files(Repository.Modules, "*.cs"),
        .. Repository.Files(Path.Combine(Repository.Root, "src", "Contrail.Contracts"), "*.cs"),
        .. Repository.Files(Path.Combine(Repository.Root, "src", "Contrail.Host"), "*.cs"),
    ];

    private static IReadOnlyList<string> EngineSources() => Repository.Files(Repository.Engine, "*.cs");

    /// <summary>Nearest rank.</summary>
    private static int Percentile95(List<Measured> all) => all.Select(m => m.Lines).Order().ElementAt((int)Math.Ceiling(all.Count * 0.95) - 1);

    private sealed record Measured(string What, int Lines);
}
