using System.Net;
using System.Net.Http.Json;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Identity;

public sealed class LimitingSignIns
{
    [Theory]
    [InlineData("/api/session")]
    [InlineData("/api/users")]
    public async Task Whoever_tries_too_often_has_to_wait(string path)
    {
        await using var host = await PeopleHost.StartAsync(signInsPerMinute: 2);
        using var client = host.NewClient();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add((await client.PostAsJsonAsync(path, new { email = "nobody" })).StatusCode);
        }

        answers.ShouldBe([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests]);
    }
}
