using System.Reflection;
using Contrail.Contracts.Flights;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Postgres;
using Contrail.Engine.Sqlite;
using Contrail.Host.Commands;
using Contrail.Payments;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.OpenApi;
using Module = Contrail.Engine.Modules.Module;

namespace Contrail.Host;

/// <summary>All modules and their API, at work.</summary>
internal sealed class ContrailHost : IAsyncDisposable
{
    private const int LargestBody = 256 * 1024;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);
    private readonly WebApplication app;
    private readonly IReadOnlyList<Module> modules;

    private ContrailHost(WebApplication app, IReadOnlyList<Module> modules) => (this.app, this.modules) = (app, modules);

    /// <summary>Starts the modules, fills an empty installation, then listens and says so: <c>ready http://...</c>.</summary>
    public static async Task<ContrailHost> StartAsync(HostOptions options, TextWriter output, CancellationToken cancellation)
    {
        var keys = KeysOf(options);
        TimeProvider clock = options.Clock is { } start ? new ShiftedClock(start) : TimeProvider.System;
        var modules = Modules.All(options, keys, clock);
        var app = Build(options, modules, keys, clock);
        var host = new ContrailHost(app, modules);
        try
        {
            await host.StartModulesAsync(options, clock, cancellation);
            if (options.Demo != DemoSize.None)
            {
                await Demo.SeedAsync(app.Services.GetRequiredService<RunningModules>(), options.Demo, clock, output, cancellation);
            }

            await app.StartAsync(cancellation);
            if (options.ServesWeb && Site.Find() is null)
            {
                await output.WriteLineAsync("The website was not built (it needs Node 20 or newer): only the API is served; its reference is at /docs.");
            }

            var urls = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            if (options.Demo != DemoSize.None)
            {
                await output.WriteLineAsync(ExampleRequests.TextFor(urls.First(), clock));
            }

            await output.WriteLineAsync($"ready {string.Join(' ', urls)}");
            await output.FlushAsync(cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until somebody asks the process to end (SIGTERM, Ctrl-C) and requests under way are answered.</summary>
    public Task StoppedAsync() => app.WaitForShutdownAsync();

    /// <summary>Stops the modules after the last request is answered.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.Services.GetRequiredService<RunningModules>().DisposeAsync();
        foreach (var module in modules.OfType<IAsyncDisposable>())
        {
            await module.DisposeAsync();
        }

        await app.DisposeAsync();
    }

    /// <summary>Where the modules keep what they know.</summary>
    /// <param name="options">Which storage.</param>
    /// <param name="clock">Decides when leases run out.</param>
    /// <param name="purpose">What for.</param>
    /// <exception cref="WrongArgumentsException">The directory belongs to logs in PostgreSQL, and SQLite is asked for.</exception>
    public static IStorage StorageOf(HostOptions options, TimeProvider clock, OpenFor purpose = OpenFor.Work)
    {
        if (options.Postgres is { } connection)
        {
            return new PostgresStorage(new PostgresOptions(connection) { AnchorDirectory = options.Data, Clock = clock, AcceptTail = purpose == OpenFor.AcceptingTail });
        }

        return IsOfPostgres(options.Data)
            ? throw new WrongArgumentsException($"The logs of '{options.Data}' lie in PostgreSQL: add --storage postgres, and its connection in CONTRAIL_POSTGRES.")
            : new SqliteStorage(new SqliteOptions(options.Data) { Clock = clock, Inspect = purpose == OpenFor.Inspection, AcceptTail = purpose == OpenFor.AcceptingTail });
    }

    /// <summary>Whether a data directory belongs to logs in PostgreSQL: they leave their anchors there, and nothing of what SQLite has beside them.</summary>
    public static bool IsOfPostgres(string data)
    {
        bool Has(string pattern) => Directory.EnumerateFiles(data, pattern).Any();
        return Directory.Exists(data) && Has("*.anchor") && !Has("*.log.db") && !Has("*.lock");
    }

    /// <summary>The modules, not started.</summary>
    public static IReadOnlyList<Module> ModulesOf(HostOptions options) => Modules.All(options, KeysOf(options), TimeProvider.System);

    private static DataKeys KeysOf(HostOptions options) =>
        DataKeys.Open(options.Data, options.KeyFile is { } file ? File.ReadAllText(file) : Environment.GetEnvironmentVariable("CONTRAIL_KEY"));

    private async Task StartModulesAsync(HostOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var running = app.Services.GetRequiredService<RunningModules>();
        var storage = StorageOf(options, clock);
        storage = app.Services.GetRequiredService<Operations>().Faults?.Wrap(storage) ?? storage;
        var moduleOptions = new ModuleOptions
        {
            Clock = clock,
            Transport = new InMemoryTransport(modules.Select(m => m.Name)),
            LogSink = app.Services.GetRequiredService<ILoggerFactory>().ToEngineSink(),
        };
        foreach (var module in modules)
        {
            await running.StartAsync(module, storage, moduleOptions, cancellation);
        }

        modules.OfType<PaymentsModule>().Single().StartWebhooks(running.Of<PaymentsModule>());
    }

    private static WebApplication Build(HostOptions options, IReadOnlyList<Module> modules, DataKeys keys, TimeProvider clock)
    {
        IReadOnlyList<Assembly> assemblies = [.. modules.Select(m => m.GetType().Assembly)];
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("CONTRAIL_");
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Logging.ClearProviders().AddJsonConsole(o => o.UseUtcTimestamp = true).SetMinimumLevel(options.IsVerbose ? LogLevel.Information : LogLevel.Warning);
        // The keys lie in a folder that only their owner may read; encrypting them with a key beside them would add nothing.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // What goes wrong at start is told in one line by whoever started it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(o => o.ShutdownTimeout = StopPatience);
        AddServices(builder, modules, assemblies, keys, clock);
        var app = builder.Build();
        app.UseContrailWeb();
        app.UseReference();
        if (options.ServesWeb && Site.Find() is { } site)
        {
            app.UseSite(site);
        }

        app.MapContrailWeb();
        app.MapEndpointsOf(assemblies);
        app.MapOperations();
        app.MapDemo(options.Demo);
        app.CheckAccessIsStated();
        return app;
    }

    private static void AddServices(
        WebApplicationBuilder builder, IReadOnlyList<Module> modules, IReadOnlyList<Assembly> assemblies, DataKeys keys, TimeProvider clock)
    {
        foreach (var module in modules)
        {
            builder.Services.AddSingleton(module.GetType(), module);
        }

        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(keys);
        builder.Services.AddSingleton(new OfferSigner(keys.For("offers")));
        builder.Services.AddOperations(FaultInjection.For(HostOptions.IsProduction, Environment.GetEnvironmentVariable(FaultInjection.Variable)));
        builder.Services.AddContrailWeb(keys, builder.Configuration, [.. assemblies]);
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Converters.Add(new MoneyJsonConverter()));
        builder.Services.ConfigureAll<OpenApiOptions>(o => o.AddSchemaTransformer<MoneySchema>());
    }
}
