using System.Globalization;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.WebLayer;

/// <summary>What can be guessed is tried a few times only.</summary>
public sealed class LimitingTries(NotebookHost notebook) : IClassFixture<NotebookHost>
{
    [Fact]
    public async Task Who_tries_too_often_is_told_when_to_try_again()
    {
        var last = await notebook.PostAsync("/api/notebook/session/guess", string.Empty);
        for (var i = 0; i < 12 && last.Status != 429; i++)
        {
            last = await notebook.PostAsync("/api/notebook/session/guess", string.Empty);
        }

        last.Status.ShouldBe(429);
        last.Code.ShouldBe("Too_Many_Requests");
        int.Parse(last.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
    }
}
