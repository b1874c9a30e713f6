using Contrail.Host;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Hosting;

public sealed class AskingForWhatMayNotBe
{
    [Fact]
    public async Task Public_logins_are_not_offered_to_other_machines_unawares()
    {
        using var data = new DataDirectory();

        var (exitCode, output, errors) = await HostProcess.RunAsync("serve", "--urls", "http://0.0.0.0:0", "--data", data.Path);

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain("--no-demo");
    }

    [Fact]
    public void A_mail_server_is_read_from_one_address()
    {
        var server = MailServer.Of("smtp://ada:p%40ss@mail.example.org:2525?from=tickets@example.org&tls=no").ShouldNotBeNull();

        (server.Host, server.Port, server.UserName, server.Password, server.From, server.UseTls)
            .ShouldBe(("mail.example.org", 2525, "ada", "p@ss", "tickets@example.org", false));
        MailServer.Of("smtp://mail.example.org?from=a@b.org").ShouldNotBeNull().ShouldSatisfyAllConditions(s => s.Port.ShouldBe(587), s => s.UseTls.ShouldBeTrue(), s => s.UserName.ShouldBeNull());
        MailServer.Of(null).ShouldBeNull();
    }

    [Theory]
    [InlineData("mail.example.org")]
    [InlineData("http://mail.example.org?from=a@b.org")]
    [InlineData("smtp://mail.example.org")]
    [InlineData("smtp://mail.example.org?from=nobody")]
    public void Anything_else_is_refused_with_the_form(string text) => Should.Throw<WrongArgumentsException>(() => MailServer.Of(text)).Message.ShouldContain("smtp://");
}
