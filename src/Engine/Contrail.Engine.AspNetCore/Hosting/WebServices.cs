using System.Reflection;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Contrail.Engine.AspNetCore;

/// <summary>Puts the web layer into a host's container.</summary>
public static class WebServices
{
    private const string SessionForwarder = "session-or-bearer";

    /// <summary>Adds everything that endpoints of modules rely on.</summary>
    /// <param name="services">The host's container.</param>
    /// <param name="keys">Secrets and the folder of keys.</param>
    /// <param name="configuration">Rate limits are read from <c>RateLimits</c>.</param>
    /// <param name="assemblies">Those of the modules.</param>
    public static IServiceCollection AddContrailWeb(this IServiceCollection services, DataKeys keys, IConfiguration configuration, params IReadOnlyCollection<Assembly> assemblies)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<RunningModules>();
        services.AddScoped(typeof(ModuleRequest<>));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new AccessTokens(keys.For("access tokens")));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o => StrictJson.Configure(o.SerializerOptions));
        services.AddSessions(keys);
        services.AddContrailRateLimits(configuration);
        services.AddContrailOpenApi();
        foreach (var type in assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IModuleServices))))
        {
            typeof(WebServices).GetMethod(nameof(AddOf), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, [services, configuration]);
        }

        services.AddEvery<IStorySource>(assemblies);
        services.AddEvery<IInvariant>(assemblies);
        services.TryAddSingleton<ISessionCheck, EverySessionCounts>();
        return services;
    }

    /// <summary>Adds what modules contribute: every implementation in their assemblies, made once.</summary>
    private static void AddEvery<T>(this IServiceCollection services, IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(T))))
        {
            services.AddSingleton(typeof(T), type);
        }
    }

    private static void AddOf<T>(IServiceCollection services, IConfiguration configuration)
        where T : IModuleServices => T.Add(services, configuration);

    private static void AddSessions(this IServiceCollection services, DataKeys keys)
    {
        services.AddDataProtection().SetApplicationName("contrail").PersistKeysToFileSystem(new DirectoryInfo(keys.Folder));
        services.AddSingleton<Sessions>();
        services.AddAntiforgery(o =>
        {
            o.HeaderName = Sessions.AntiforgeryHeader;
            o.FormFieldName = "-";
            o.Cookie.Name = "contrail_antiforgery";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthentication(SessionForwarder)
            .AddPolicyScheme(SessionForwarder, null, o => o.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.Count > 0 ? BearerAuthentication.SchemeName : Sessions.Scheme)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, null)
            .AddCookie(Sessions.Scheme, o =>
            {
                o.Cookie.Name = "contrail_session";
                o.Cookie.HttpOnly = true;
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                o.ExpireTimeSpan = TimeSpan.FromHours(12);
                o.SlidingExpiration = true;
            });
    }
}
