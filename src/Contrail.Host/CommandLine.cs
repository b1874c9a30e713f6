using System.CommandLine;
using System.Globalization;
using Contrail.Engine.Modules;
using Contrail.Host.Commands;

namespace Contrail.Host;

/// <summary>The verbs of the executable. Without a verb it serves.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan LongestDuration = TimeSpan.FromHours(24);

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen; several are separated by ';', port 0 takes a free one.", DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };

    internal static readonly Option<string> Data = new("--data")
    {
        Description = "The data directory; by default CONTRAIL_DATA.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("CONTRAIL_DATA") ?? "data",
    };

    private static readonly Option<string> Storage = new("--storage")
    {
        Description = "sqlite (files in the data directory) or postgres.", DefaultValueFactory = _ => "sqlite",
    };

    private static readonly Option<string?> Postgres = new("--postgres") { Description = "Npgsql connection string, with --storage postgres. CONTRAIL_POSTGRES does the same and is not seen in process lists." };

    private static readonly Option<bool> NoWeb = new("--no-web") { Description = "Without the website: the API only." };

    private static readonly Option<bool> NoDemo = new("--no-demo") { Description = "Without the demo airline and its logins; always so in Production." };

    private static readonly Option<bool> WithDemo = new("--demo") { Description = "The demo airline also where others than this machine can reach it: its logins are public." };

    private static readonly Option<bool> SmallDemo = new("--small-demo") { Description = "A demo airline of a few airports and days." };

    private static readonly Option<string?> KeyFile = new("--key-file") { Description = "A file with the master key, for several nodes. CONTRAIL_KEY holds the key itself." };

    internal static readonly Option<string?> Clock = new("--clock") { Description = "Starts the clock at an instant, for example 2005-06-01T00:00:00Z. Not in Production." };

    private static readonly Option<string?> Hold = new("--hold") { Description = "How long people have to pay for the seats that are held for them, from 2s to 24h; 15m by default." };

    private static readonly Option<string?> WebhookDelay = new("--webhook-delay") { Description = "After which the payment simulator gives a late answer, up to 24h; 3s by default." };

    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Logs information, not only warnings." };

    private static readonly Option[] Serving = [Urls, Data, Storage, Postgres, NoWeb, NoDemo, WithDemo, SmallDemo, KeyFile, Clock, Hold, WebhookDelay, Verbose];

    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        Storage.AcceptOnlyFromAmong("sqlite", "postgres");
        var serve = new Command("serve", "Serves the API. This is what happens without a verb.");
        var root = new RootCommand("Contrail - event-sourced airline retailing.") { serve, ImportCommand.Create() };
        var stored = new StoredModules([Data, Storage, Postgres, KeyFile], OpenStored, parsed => ContrailHost.ModulesOf(OptionsOf(parsed)));
        root.Subcommands.Add(VerifyCommand.Make(stored));
        root.Subcommands.Add(RebuildCommand.Make(stored));
        root.Subcommands.Add(EventsCommand.Make(stored));
        foreach (var command in new[] { root, serve })
        {
            Array.ForEach(Serving, command.Options.Add);
            command.SetAction((parsed, cancellation) => ServeAsync(parsed, cancellation));
        }

        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        return parsed.Errors.Count > 0 ? ExitCodes.WrongArguments : code;
    }

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            await using var host = await ContrailHost.StartAsync(OptionsOf(parsed), Console.Out, cancellation);
            await host.StoppedAsync();
            return ExitCodes.Done;
        }
        catch (Exception e)
        {
            var (code, line) = ExitCodes.Of(e);
            await Console.Error.WriteLineAsync($"contrail: {line.ReplaceLineEndings(" ")}");
            return code;
        }
    }

    private static IStorage OpenStored(ParseResult parsed, OpenFor purpose) => ContrailHost.StorageOf(OptionsOf(parsed), TimeProvider.System, purpose);

    private static HostOptions OptionsOf(ParseResult parsed) => new()
    {
        Urls = parsed.GetValue(Urls)!,
        Data = Path.GetFullPath(parsed.GetValue(Data)!),
        Postgres = PostgresOf(parsed),
        ServesWeb = !parsed.GetValue(NoWeb),
        Demo = DemoOf(parsed),
        KeyFile = parsed.GetValue(KeyFile),
        Clock = ClockOf(parsed.GetValue(Clock)),
        Hold = DurationOf("--hold", parsed.GetValue(Hold) ?? "15m", atLeast: TimeSpan.FromSeconds(2)),
        WebhookDelay = DurationOf("--webhook-delay", parsed.GetValue(WebhookDelay) ?? "3s", atLeast: TimeSpan.Zero),
        Smtp = MailServer.Of(Environment.GetEnvironmentVariable(MailServer.Variable)),
        IsVerbose = parsed.GetValue(Verbose),
    };

    private static DemoSize DemoOf(ParseResult parsed)
    {
        if (parsed.GetValue(NoDemo) || HostOptions.IsProduction)
        {
            return DemoSize.None;
        }

        var isPublic = parsed.GetValue(Urls)!.Split(';').Any(url => !Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.IsLoopback);
        return isPublic && !parsed.GetValue(WithDemo)
            ? throw new WrongArgumentsException("The logins of the demo airline are public, and --urls can be reached from other machines. Add --no-demo, or --demo if that is what you want.")
            : parsed.GetValue(SmallDemo) ? DemoSize.Small : DemoSize.Full;
    }

    private static string? PostgresOf(ParseResult parsed) => parsed.GetValue(Storage) == "sqlite"
        ? null
        : parsed.GetValue(Postgres) ?? Environment.GetEnvironmentVariable("CONTRAIL_POSTGRES")
            ?? throw new WrongArgumentsException("--storage postgres needs --postgres CONNECTION, or CONTRAIL_POSTGRES.");

    /// <summary>The time that an option names: 45s, 15m, 2h.</summary>
    private static TimeSpan DurationOf(string option, string text, TimeSpan atLeast)
    {
        int? unit = text is [.., 's'] ? 1 : text is [.., 'm'] ? 60 : text is [.., 'h'] ? 3600 : null;
        var time = unit is { } seconds && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 86_400
            ? TimeSpan.FromSeconds((long)count * seconds)
            : TimeSpan.MaxValue;
        return time >= atLeast && time <= LongestDuration
            ? time
            : throw new WrongArgumentsException($"{option} takes a time such as 45s, 15m or 2h, from {atLeast.TotalSeconds:0}s to 24h, not '{text}'.");
    }

    /// <summary>The instant that <see cref="Clock"/> names.</summary>
    /// <exception cref="WrongArgumentsException">It names none, or this is Production.</exception>
    internal static DateTimeOffset? ClockOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (HostOptions.IsProduction)
        {
            throw new WrongArgumentsException("--clock is for demos and tests, and refused in Production.");
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new WrongArgumentsException($"--clock takes an instant such as 2005-06-01T00:00:00Z, not '{text}'.");
    }
}
