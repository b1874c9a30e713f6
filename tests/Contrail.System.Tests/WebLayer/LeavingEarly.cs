using Shouldly;
using Xunit;

namespace Contrail.System.Tests.WebLayer;

/// <summary>Who does not wait for the end of an answer is no defect of the host.</summary>
public sealed class LeavingEarly(NotebookHost notebook) : IClassFixture<NotebookHost>
{
    [Fact]
    public async Task Who_leaves_in_the_middle_of_an_answer_leaves_no_error_in_the_log()
    {
        using (var answer = await notebook.Client.GetAsync("/api/notebook/live", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
        {
            await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            (await body.ReadAtLeastAsync(new byte[5], 5, cancellationToken: TestContext.Current.CancellationToken)).ShouldBe(5);
        }

        (await notebook.ComplaintsUntilTheEndAsync()).ShouldBeEmpty();
    }
}
