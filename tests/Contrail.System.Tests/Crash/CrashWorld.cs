using System.Text.Json.Nodes;

namespace Contrail.System.Tests.Crash;

/// <summary>An installation of the small demo airline that is killed and started again, with those who use it.</summary>
internal sealed class CrashWorld : IAsyncDisposable
{
    private readonly DataDirectory data = new();
    private readonly Queue<JsonNode> flightsToCancel = [];
    private int names;

    private CrashWorld(Variables? variables) => Installation = new Installation(data.Path, variables);

    public Installation Installation { get; }

    /// <summary>An admin, whose token outlives restarts.</summary>
    public ApiClient Staff { get; private set; } = null!;

    /// <summary>Starts with the small demo airline.</summary>
    public static async Task<CrashWorld> StartAsync(Variables? variables = null)
    {
        var world = new CrashWorld(variables);
        await world.Installation.StartAsync("--small-demo");
        world.Staff = await BlackBox.Staff.AdminAsync(world.Installation.Client);
        foreach (var flight in (await world.Staff.ListAsync("/api/flights")).Where(world.CanBeCancelled))
        {
            world.flightsToCancel.Enqueue(flight);
        }

        await Quiet.WaitAsync(world.Staff);
        return world;
    }

    public Buyer NewBuyer() => new(new ApiClient(Installation.Client), $"buyer-{Interlocked.Increment(ref names)}");

    /// <summary>An offer of a flight that nobody cancels.</summary>
    public static async Task<JsonNode> FindOfferAsync(Buyer buyer, string family, int adults, CancellationToken cancellation, int inDays = 2)
    {
        var journey = new Journey("LHR", "JFK", Today.AddDays(inDays)) { Family = family, Adults = adults };
        return (await buyer.SearchAsync(journey, cancellation))[0];
    }

    /// <summary>A flight that nobody else cancels, with an offer for it; null when none is left.</summary>
    public async Task<(string Flight, JsonNode Offer)?> FindFlightToCancelAsync(Buyer buyer, CancellationToken cancellation)
    {
        while (true)
        {
            JsonNode? flight;
            lock (flightsToCancel)
            {
                if (!flightsToCancel.TryDequeue(out flight))
                {
                    return null;
                }
            }

            var (departure, id) = (flight["departure"]!, (string)flight["id"]!);
            var day = DateOnly.FromDateTime((DateTime)departure["local"]!);
            var offers = await buyer.SearchAsync(new Journey((string)departure["airport"]!, (string)flight["arrival"]!["airport"]!, day), cancellation);
            if (offers.FirstOrDefault(o => (string)o["flights"]![0]!["id"]! == id) is { } offer)
            {
                return (id, offer);
            }
        }
    }

    /// <summary>Checks everything from outside once nothing is under way any more.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync(TimeSpan? patience = null)
    {
        await Quiet.WaitAsync(Staff, patience);
        return await new Audit(Staff, Installation.Ledger) { BuyersBookOnce = true }.RunAsync();
    }

    /// <summary>Ends the host and lets the executable check its own data.</summary>
    public async Task<(int ExitCode, string Output)> VerifyAsync()
    {
        await Installation.Host.StopAsync();
        var (code, output, errors) = await HostProcess.RunAsync("verify", "--data", data.Path);
        return (code, output + errors);
    }

    public async ValueTask DisposeAsync()
    {
        await Installation.DisposeAsync();
        data.Dispose();
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>Not those that the other buyers take, nor one that leaves soon.</summary>
    private bool CanBeCancelled(JsonNode flight) =>
        (string)flight["status"]! == "scheduled" && (DateTimeOffset)flight["departure"]!["at"]! > TimeProvider.System.GetUtcNow().AddHours(6)
        && !((string)flight["departure"]!["airport"]! == "LHR" && (string)flight["arrival"]!["airport"]! == "JFK");
}
