using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Contrail.Engine.AspNetCore;

/// <summary>The order in which a request passes through the web layer.</summary>
public static class WebPipeline
{
    private const string TimeHeader = "Contrail-Time";
    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    // Of the site and the reference: their own scripts only; styles may stand in the page.
    private const string PagePolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // Every request gets a W3C trace id, whether or not anything records traces.
    private static readonly ActivityListener Traces = new()
    {
        ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
        Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
    };

    /// <summary>Adds headers, problems, routing, authentication, rate limits and access rules.</summary>
    public static void UseContrailWeb(this WebApplication app)
    {
        ActivitySource.AddActivityListener(Traces);
        if (Proxies.Of(app.Configuration) is { } proxies)
        {
            app.UseForwardedHeaders(proxies);
        }

        app.Use(AddHeadersAsync);
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<AccessMiddleware>();
    }

    /// <summary>Maps what every host has: health, the OpenAPI document, the antiforgery token.</summary>
    public static void MapContrailWeb(this WebApplication app)
    {
        HealthEndpoints.Map(app);
        Sessions.MapAntiforgery(app);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAccess(AccessRule.Anyone);
        app.MapOpenApi("/openapi/{documentName}.yaml").AllowAccess(AccessRule.Anyone);
    }

    private static Task AddHeadersAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(static state =>
        {
            var response = (HttpResponse)state;
            var headers = response.Headers;
            var isPage = response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true;
            headers.XContentTypeOptions = "nosniff";
            if (response.StatusCode != StatusCodes.Status304NotModified)
            {
                // Whoever keeps a page takes over the headers of a 304, and those know nothing of the page.
                headers.ContentSecurityPolicy = isPage ? PagePolicy : ApiPolicy;
            }

            headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (response.HttpContext.Request.Path.StartsWithSegments("/api"))
            {
                AddApiHeaders(response);
            }

            if (Activity.Current?.Id is { } trace)
            {
                headers["traceresponse"] = trace;
            }

            return Task.CompletedTask;
        }, http.Response);
        return next(http);
    }

    private static void AddApiHeaders(HttpResponse response)
    {
        if (response.Headers.CacheControl.Count == 0)
        {
            // What is answered depends on who asks.
            response.Headers.CacheControl = "private, no-cache";
        }

        // Deadlines are told as instants: who counts down to one needs the clock that they are told by, which a host may shift.
        var now = response.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        response.Headers[TimeHeader] = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }
}
