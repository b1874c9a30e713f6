using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.InMemory;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Testing.Specs;
using Contrail.Identity;
using Contrail.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace Contrail.Modules.Tests.Identity;

/// <summary>Identity and Notifications behind the web layer, in memory, with the demo logins; for tests of their routes.</summary>
public sealed class PeopleHost : IAsyncDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("contrail-people-");
    private readonly WebApplication app;

    private PeopleHost(int signInsPerMinute)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("RateLimits:SignIn", (string?)signInsPerMinute.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddContrailWeb(DataKeys.Open(data.FullName), builder.Configuration, typeof(IdentityModule).Assembly, typeof(NotificationsModule).Assembly);
        app = builder.Build();
        app.UseContrailWeb();
        app.MapContrailWeb();
        app.MapEndpointsOf(typeof(IdentityModule).Assembly, typeof(NotificationsModule).Assembly);
        app.CheckAccessIsStated();
    }

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero));

    public RunningModules Modules => app.Services.GetRequiredService<RunningModules>();

    public static async Task<PeopleHost> StartAsync(int signInsPerMinute = 100_000)
    {
        var host = new PeopleHost(signInsPerMinute);
        var storage = new InMemoryStorage(host.Clock);
        var options = new ModuleOptions { Clock = host.Clock, Transport = new InMemoryTransport("identity", "notifications") };
        await host.Modules.StartAsync(new IdentityModule(), storage, options);
        await host.Modules.StartAsync(new NotificationsModule(), storage, options);
        await IdentityModule.SeedDemoAsync(host.Modules.Of<IdentityModule>());
        await host.app.StartAsync();
        return host;
    }

    public HttpClient NewClient(bool keepsCookies = false) =>
        new(new SocketsHttpHandler { UseCookies = keepsCookies }) { BaseAddress = new Uri(app.Urls.Single()) };

    /// <summary>A client with the access token of a demo login, for example <c>agent</c>.</summary>
    public async Task<HttpClient> SignedInAsync(string who)
    {
        var login = DemoLogin.All.Single(l => l.Email == $"{who}@contrail.example");
        var client = NewClient();
        var answer = await client.PostAsJsonAsync("/api/session", new { login.Email, login.Password, Kind = "token" }, JsonSerializerOptions.Web);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString().ShouldNotBeNull();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await Modules.DisposeAsync();
        await app.DisposeAsync();
        data.Delete(recursive: true);
    }
}
