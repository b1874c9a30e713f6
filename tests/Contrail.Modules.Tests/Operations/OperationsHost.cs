using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.InMemory;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.SeatBank;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Operations;

/// <summary>The operations routes over the bank and the till, on a port of its own.</summary>
internal sealed class OperationsHost : IAsyncDisposable
{
    public static readonly SeatBankId Bank = new("LH400");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly WebApplication app;

    private OperationsHost(WebApplication app, HttpClient http) => (this.app, Http) = (app, http);

    public HttpClient Http { get; }

    public RunningModules Modules => app.Services.GetRequiredService<RunningModules>();

    public RunningModule BankModule => Modules.Find("bank")!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<OperationsHost> StartAsync(FaultInjection? faults = null, bool withPurchases = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<RunningModules>();
        builder.Services.AddOperations(faults);
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
        var app = builder.Build();
        app.Use(BeSomebodyAsync);
        app.MapOperations();
        var transport = new InMemoryTransport(["bank", "till"]);
        var modules = app.Services.GetRequiredService<RunningModules>();
        IStorage storage = new InMemoryStorage();
        storage = faults?.Wrap(storage) ?? storage;
        foreach (var module in new Module[] { new TillModule(), new BankModule { WithPurchases = withPurchases } })
        {
            await modules.StartAsync(module, storage, new ModuleOptions { Transport = transport }, Cancel);
        }

        await app.StartAsync(Cancel);
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new OperationsHost(app, new HttpClient { BaseAddress = new Uri(url) });
    }

    public async Task<Guid> ExecuteAsync(ICommand command)
    {
        var result = await BankModule.Decisions.ExecuteAsync(command, CommandContext.New("user:ada"), Cancel);
        return result.CommandId;
    }

    /// <summary>Opens the bank.</summary>
    public Task<Guid> OpenAsync(int seats = 10) => ExecuteAsync(new OpenSeatBank(Bank, "LH400", seats));

    /// <summary>Everything that was set off so far has happened in every module: messages and what follows from them.</summary>
    public async Task SettleAsync()
    {
        for (var quiet = 0; quiet < 2;)
        {
            var before = await HeadsAsync();
            foreach (var (module, head) in Modules.All.Zip(before))
            {
                await module.CaughtUpAsync(head, Patience, Cancel);
            }

            quiet = before.SequenceEqual(await HeadsAsync()) ? quiet + 1 : 0;
        }
    }

    public async Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) => await ReadAsync(await Http.GetAsync(path, Cancel), expected);

    public async Task<JsonElement> PostAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        await ReadAsync(await Http.PostAsJsonAsync(path, body, Cancel), expected);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync(CancellationToken.None);
        await Modules.DisposeAsync();
        await app.DisposeAsync();
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            answer.StatusCode.ShouldBe(expected, text);
            return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        }
    }

    /// <summary>Whoever calls is an operator; refusals have the status that the web layer gives them.</summary>
    private static async Task BeSomebodyAsync(HttpContext http, RequestDelegate next)
    {
        http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(Caller.UserClaim, "olga"), new Claim(Caller.RoleClaim, "operations")], "test"));
        try
        {
            await next(http);
        }
        catch (RefusedException e)
        {
            http.Response.StatusCode = e.Kind switch { RefusalKind.NotFound => 404, RefusalKind.Invalid => 400, RefusalKind.Forbidden => 403, _ => 409 };
            await http.Response.WriteAsJsonAsync(new { code = e.Key, detail = e.Message }, CancellationToken.None);
        }
        catch (BadHttpRequestException e)
        {
            http.Response.StatusCode = e.StatusCode;
        }
    }

    private async Task<List<long>> HeadsAsync()
    {
        var heads = new List<long>();
        foreach (var module in Modules.All)
        {
            heads.Add((await module.Log.ReadHeadAsync(Cancel)).Position);
        }

        return heads;
    }
}
