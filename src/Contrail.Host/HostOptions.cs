using Contrail.Notifications;

namespace Contrail.Host;

/// <summary>What was asked for on the command line.</summary>
internal sealed record HostOptions
{
    /// <summary>Whether ASPNETCORE_ENVIRONMENT says so: then nothing is simulated.</summary>
    public static bool IsProduction => string.Equals(Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"), "Production", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public required string Urls { get; init; }

    /// <summary>The data directory.</summary>
    public required string Data { get; init; }

    /// <summary>A PostgreSQL connection string; null for SQLite files in the data directory.</summary>
    public string? Postgres { get; init; }

    /// <summary>Whether the website is served.</summary>
    public bool ServesWeb { get; init; } = true;

    /// <summary>The demo airline that the installation is filled with.</summary>
    public DemoSize Demo { get; init; } = DemoSize.Full;

    /// <summary>A file with the master key; null to use CONTRAIL_KEY, or the one in the data directory.</summary>
    public string? KeyFile { get; init; }

    /// <summary>When it starts as far as the modules are concerned; null for the real time.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>How long people have to pay for the seats that are held for them.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>After which the payment simulator gives a late answer.</summary>
    public TimeSpan WebhookDelay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The mail server; null to keep e-mail in the mailbox.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>Whether information is logged, not only warnings.</summary>
    public bool IsVerbose { get; init; }
}
