using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Contrail.Engine.AspNetCore;

/// <summary>How often one address may try what can be guessed, or take what is scarce. Attach with <c>.RequireRateLimiting(RateLimits.SignIn)</c>.</summary>
public static class RateLimits
{
    /// <summary>Trying passwords: 10 a minute, or <c>RateLimits:SignIn</c>.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Looking something up by a name, whoever asks: 20 a minute, or <c>RateLimits:LookUp</c>. Requests without <c>surname</c> are not counted.</summary>
    public const string LookUp = "look-up";

    /// <summary>Taking what is scarce without an account: 30 a minute, or <c>RateLimits:Hold</c>. Whoever is signed in, or holds a token, is not counted.</summary>
    public const string Hold = "hold";

    private const int SignInsPerMinute = 10;
    private const int LookUpsPerMinute = 20;
    private const int HoldsPerMinute = 30;

    internal static void AddContrailRateLimits(this IServiceCollection services, IConfiguration configuration) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = static (rejected, _) => new ValueTask(TellAsync(rejected));
        Add(limiter, SignIn, configuration.GetValue("RateLimits:SignIn", SignInsPerMinute), static _ => true);
        Add(limiter, LookUp, configuration.GetValue("RateLimits:LookUp", LookUpsPerMinute), static http => http.Request.Query.ContainsKey("surname"));
        Add(limiter, Hold, configuration.GetValue("RateLimits:Hold", HoldsPerMinute), static http => http.User.Identity is not { IsAuthenticated: true });
    });

    private static void Add(RateLimiterOptions limiter, string policy, int perMinute, Func<HttpContext, bool> counts) => limiter.AddPolicy(policy, http =>
        !counts(http) ? RateLimitPartition.GetNoLimiter(policy) : RateLimitPartition.GetSlidingWindowLimiter(
            $"{policy} {http.Connection.RemoteIpAddress}",
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 }));

    private static Task TellAsync(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new ProblemResult(Problems.TooManyRequests).ExecuteAsync(rejected.HttpContext);
    }
}
