using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Contrail.Engine.AspNetCore;

/// <summary>Answers with a problem.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    private const string RetryAfterSeconds = "1";

    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status503ServiceUnavailable && !response.Headers.ContainsKey("Retry-After"))
        {
            response.Headers.RetryAfter = RetryAfterSeconds;
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        var traced = problem with { TraceId = Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier };
        return HttpMethods.IsHead(httpContext.Request.Method)
            ? Task.CompletedTask
            : response.WriteAsJsonAsync(traced, Options, "application/problem+json", httpContext.RequestAborted);
    }
}
