using System.Diagnostics;
using System.Text.Json.Nodes;
using Contrail.System.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>Holds are short, so that the file about one that expires need not wait a quarter of an hour.</summary>
public sealed class ExamplesHost() : JourneyHost(["--hold", "10s"]);

/// <summary>What the documentation and the host show as examples works as it stands.</summary>
public sealed class Examples(ExamplesHost host, SharedHost shared) : IClassFixture<ExamplesHost>
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(HttpFile.Folder, "*.http").Select(f => Path.GetFileName(f)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_request_of_a_file_is_answered_as_it_says(string file)
    {
        var requests = await new HttpFile(Path.Combine(HttpFile.Folder, file), host.Client).RunAsync();

        requests.ShouldBeGreaterThan(4);
    }

    [Fact]
    public void Every_file_is_in_the_list_of_journeys()
    {
        var list = File.ReadAllText(Path.Combine(HttpFile.Folder, "README.md"));

        Files.ShouldAllBe(file => list.Contains($"({file.Data})", StringComparison.Ordinal));
        Files.Count.ShouldBe(9);
    }

    [Fact]
    public async Task What_the_host_prints_at_start_buys_a_flight_when_it_is_pasted_into_a_shell()
    {
        var lines = shared.Host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        lines[^1].ShouldStartWith("ready ");
        await BuysAFlightAsync(string.Join('\n', lines[(lines.FindIndex(line => line.StartsWith("Example requests", StringComparison.Ordinal)) + 1)..^1]));
    }

    [Fact]
    public async Task So_does_what_the_readme_shows()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(HttpFile.Folder, "..", "..", "README.md"));
        var block = readme.Split("```bash\n")[1].Split("```")[0];

        await BuysAFlightAsync(block.Replace("http://127.0.0.1:5080", shared.Host.Url.ToString().TrimEnd('/'), StringComparison.Ordinal));
    }

    private static async Task BuysAFlightAsync(string commands)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", commands]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();

        shell.ExitCode.ShouldBe(0, output);
        var booking = JsonNode.Parse(output[(output.LastIndexOf("{\"id\"", StringComparison.Ordinal))..])!;
        ((string)booking["status"]!, booking["tickets"]!.AsArray().Count).ShouldBe(("confirmed", 1), output);
    }
}
