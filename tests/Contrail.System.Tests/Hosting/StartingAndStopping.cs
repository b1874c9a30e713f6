using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Hosting;

/// <summary>The executable from its first line to its last.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StartingAndStopping
{
    [Fact]
    public async Task It_says_where_it_serves_and_ends_without_an_error_when_it_is_asked_to()
    {
        using var data = new DataDirectory();
        await using var host = await HostProcess.StartAsync(data.Path, "--no-demo", "--no-web");

        (await host.Client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.StopAsync()).ShouldBe(0);

        host.Output.ShouldBe($"ready {host.Url.ToString().TrimEnd('/')}\n");
        host.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_is_under_way_when_it_is_asked_to_end_is_answered()
    {
        using var data = new DataDirectory();
        await using var host = await HostProcess.StartAsync(data.Path, "--no-demo");
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, host.Url.Port);
        using var answer = new StreamReader(connection.GetStream());
        await SayAsync(connection, "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        (await answer.ReadLineAsync()).ShouldBe("HTTP/1.1 100 Continue");

        var stopped = host.StopAsync();
        await RefusesConnectionsAsync(host.Url.Port);
        await SayAsync(connection, "{}");
        await answer.ReadLineAsync();

        (await answer.ReadLineAsync()).ShouldBe("HTTP/1.1 400 Bad Request");
        connection.Close();
        (await stopped).ShouldBe(0);
    }

    [Fact]
    public async Task It_starts_again_after_it_was_killed_with_the_keys_it_had()
    {
        using var data = new DataDirectory();
        await using (var first = await HostProcess.StartAsync(data.Path, "--no-demo"))
        {
            await first.KillAsync();
        }

        var key = await File.ReadAllTextAsync(data.File("keys/master.key"));
        await using var second = await HostProcess.StartAsync(data.Path, "--no-demo");

        (await second.Client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await File.ReadAllTextAsync(data.File("keys/master.key"))).ShouldBe(key);
    }

    [Fact]
    public async Task Only_its_owner_can_read_its_keys()
    {
        using var data = new DataDirectory();
        await using var host = await HostProcess.StartAsync(data.Path, "--no-demo");

        File.GetUnixFileMode(data.File("keys/master.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(data.File("keys")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused_in_one_line()
    {
        using var data = new DataDirectory();
        await using var host = await HostProcess.StartAsync(data.Path, "--no-demo");

        var (code, _, errors) = await HostProcess.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--data", data.Path);

        code.ShouldBe(4);
        OneLine(errors).ShouldContain("is in use");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_in_one_line()
    {
        using var data = new DataDirectory();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var (code, _, errors) = await HostProcess.RunAsync("serve", "--no-demo", "--urls", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", "--data", data.Path);

        code.ShouldBe(3);
        OneLine(errors).ShouldContain("--urls");
    }

    [Fact]
    public async Task A_damaged_log_is_refused_in_one_line()
    {
        using var data = new DataDirectory();
        await File.WriteAllTextAsync(data.File("flights.log.db"), new string('x', 8192));

        var (code, _, errors) = await HostProcess.RunAsync("serve", "--no-demo", "--urls", "http://127.0.0.1:0", "--data", data.Path);

        code.ShouldBe(5);
        OneLine(errors).ShouldContain("flights.log.db");
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_refused_in_one_line()
    {
        using var data = new DataDirectory();
        await File.WriteAllTextAsync(data.File("file"), "not a directory");

        var (code, _, errors) = await HostProcess.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--data", data.File("file/below"));

        code.ShouldBe(6);
        OneLine(errors).ShouldContain("--data");
    }

    [Theory]
    [InlineData("serve", "--nonsense")]
    [InlineData("serve", "--storage", "stone")]
    [InlineData("serve", "--storage", "postgres")]
    [InlineData("serve", "--clock", "soon")]
    [InlineData("serve", "--urls", "nowhere")]
    [InlineData("serve", "--hold", "1s")]
    [InlineData("serve", "--hold", "25h")]
    [InlineData("serve", "--hold", "soon")]
    [InlineData("serve", "--webhook-delay", "-3s")]
    [InlineData("nonsense")]
    public async Task Arguments_that_make_no_sense_are_refused(params string[] arguments)
    {
        using var data = new DataDirectory();

        var (code, output, errors) = await HostProcess.RunAsync([.. arguments, "--data", data.Path]);

        code.ShouldBe(2, errors);
        errors.ShouldNotContain("   at ");
        output.ShouldNotContain("ready");
    }

    [Fact]
    public async Task A_clock_that_is_set_is_refused_in_Production()
    {
        using var data = new DataDirectory();
        var production = new Variables(("ASPNETCORE_ENVIRONMENT", "Production"));

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => HostProcess.StartAsync(data.Path, production, "--clock", "2005-06-01T00:00:00Z"));

        refused.Message.ShouldContain("ended with 2");
        refused.Message.ShouldContain("Production");
    }

    [Fact]
    public async Task A_key_that_is_given_is_used_and_one_that_is_too_short_is_refused()
    {
        using var data = new DataDirectory();
        var given = new Variables(("CONTRAIL_KEY", new string('k', 43)));
        await using (await HostProcess.StartAsync(data.Path, given, "--no-demo"))
        {
            File.Exists(data.File("keys/master.key")).ShouldBeFalse();
        }

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => HostProcess.StartAsync(data.Path, new Variables(("CONTRAIL_KEY", "short"))));
        refused.Message.ShouldContain("ended with 2");
    }

    [Fact]
    public async Task Its_help_names_every_option()
    {
        var (code, output, _) = await HostProcess.RunAsync("--help");

        code.ShouldBe(0);
        foreach (var option in new[] { "serve", "--urls", "--data", "--no-web", "--no-demo", "--storage", "--postgres", "--clock", "--key-file", "--hold", "--webhook-delay" })
        {
            output.ShouldContain(option);
        }
    }

    private static async Task SayAsync(TcpClient connection, string text) => await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Waits until nobody listens on the port any more: the host is ending.</summary>
    private static async Task RefusesConnectionsAsync(int port)
    {
        while (true)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port);
            }
            catch (SocketException)
            {
                return;
            }

            await Task.Delay(10);
        }
    }

    private static string OneLine(string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.ShouldHaveSingleItem();
    }
}
