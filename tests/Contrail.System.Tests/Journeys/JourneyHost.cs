using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>A host of their own for journeys that end with the audit: nobody else leaves anything half done in it.</summary>
public class JourneyHost : IAsyncLifetime
{
    private readonly DataDirectory data = new();
    private readonly string[] options;
    private HostProcess? host;
    private ApiClient? admin;
    private int buyers;
    private int flights;

    public JourneyHost()
        : this([])
    {
    }

    /// <param name="options">More options of the host.</param>
    protected JourneyHost(string[] options) => this.options = options;

    internal HttpClient Client => host!.Client;

    internal ApiClient Admin => admin!;

    internal ApiClient Stranger => new(Client);

    internal IReadOnlyList<LedgerEntry> Ledger => SimulatorLedger.Read(data.File("payment-simulator.db"));

    public async ValueTask InitializeAsync()
    {
        host = await HostProcess.StartAsync(data.Path, ["--small-demo", .. options]);
        admin = await Staff.AdminAsync(host.Client);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        data.Dispose();
        GC.SuppressFinalize(this);
    }

    internal Buyer NewBuyer() => new(Stranger, $"buyer{Interlocked.Increment(ref buyers)}");

    /// <summary>A flight on a day of its own, so that nothing else is found on the way.</summary>
    internal Task<SmallFlight> FlightAsync(int seats)
    {
        var number = Interlocked.Increment(ref flights);
        return FlightAsync(number, new Journey("EDI", "CDG", Today.AddDays(7 + number)), seats);
    }

    internal Task<SmallFlight> FlightAsync(int number, Journey journey, int seats, string departs = "12:00", string arrives = "15:00") =>
        SmallFlight.ScheduleAsync(Admin, $"ZZ{number}", journey, seats, departs, arrives);

    internal static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    internal Task<JsonNode> OrderAsync(Buyer buyer, Func<JsonNode, bool> until) => ReadAsync($"/api/orders/{buyer.OrderId}", until);

    internal Task<JsonNode> BookingAsync(Buyer buyer, Func<JsonNode, bool> until) => ReadAsync($"/api/bookings/{buyer.BookingId}", until);

    /// <summary>What was told to a buyer, by template.</summary>
    internal async Task<IReadOnlyList<string>> LettersAsync(Buyer buyer) =>
        [.. (await Admin.ListAsync($"/api/notifications?recipient={buyer.Name}@example.org")).Select(n => (string)n["template"]!).Order()];

    internal IReadOnlyList<LedgerEntry> LedgerOf(Buyer buyer)
    {
        var all = Ledger;
        var authorizations = all.Where(e => e.Reference == buyer.OrderId).ToList();
        var captures = all.Where(e => authorizations.Exists(a => a.Id == e.Reference)).ToList();
        return [.. authorizations, .. captures, .. all.Where(e => captures.Exists(c => c.Id == e.Reference))];
    }

    /// <summary>The books agree and nobody was wronged.</summary>
    internal async Task AuditAsync()
    {
        await Quiet.WaitAsync(Admin);
        var audit = new Audit(Admin, data.File("payment-simulator.db"));
        (await audit.RunAsync()).ShouldBeEmpty();
    }

    private async Task<JsonNode> ReadAsync(string path, Func<JsonNode, bool> until) =>
        (await Progress.UntilAsync(() => Admin.GetAsync(path), answer => answer.IsSuccess && until(answer.Body!))).Body!;
}

/// <summary>Journeys that share a host.</summary>
[CollectionDefinition(Name)]
public sealed class SharingAHost : ICollectionFixture<JourneyHost>
{
    public const string Name = "journeys on one host";
}
