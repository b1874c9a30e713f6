using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Contrail.Engine.AspNetCore;

/// <summary>Makes a problem of every exception, and of every refusal by the framework that has no body.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            if (RequestForm.ProblemOf(http.Request) is { } malformed)
            {
                await new ProblemResult(malformed).ExecuteAsync(http).ConfigureAwait(false);
                return;
            }

            await next(http).ConfigureAwait(false);
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null or 0 } response)
            {
                await new ProblemResult(Problems.OfStatus(response.StatusCode)).ExecuteAsync(http).ConfigureAwait(false);
            }
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more; what has begun keeps its status.
            if (!http.Response.HasStarted)
            {
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            await TellAsync(http, error).ConfigureAwait(false);
        }
    }

    private async Task TellAsync(HttpContext http, Exception error)
    {
        var problem = ProblemOf.Exception(error, http);
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            LogUnexpected(error, http.Request.Method, http.Request.Path);
        }
        else if (error is FormatException)
        {
            LogUnnamable(error, http.Request.Method);
        }

        http.Response.Clear();
        await new ProblemResult(problem).ExecuteAsync(http).ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed unexpectedly")]
    private partial void LogUnexpected(Exception error, string method, PathString path);

    [LoggerMessage(2, LogLevel.Information, "{Method}: an id that nothing can have was asked for")]
    private partial void LogUnnamable(Exception error, string method);
}
