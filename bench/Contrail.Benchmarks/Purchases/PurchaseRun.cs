using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contrail.Benchmarks.Raw;
using Contrail.BlackBox;

namespace Contrail.Benchmarks.Purchases;

/// <summary>
/// Complete purchases against the real host in a process of its own, over HTTP, on SQLite with full durability: search, book, order, place, pay,
/// wait for the tickets. All modules in one process, buyers in another, on the same machine.
/// </summary>
internal sealed class PurchaseRun(PurchaseOptions options, HostProcess host)
{
    private static readonly string[] Steps = ["search", "book", "order", "place", "pay", "tickets", "whole"];
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> taken = new(Steps.Select(s => KeyValuePair.Create(s, new ConcurrentBag<double>())));
    private readonly ConcurrentBag<string> trouble = [];
    private int next;

    public static async Task RunAsync(PurchaseOptions options)
    {
        using var data = new DataDirectory();
        var host = await HostProcess.StartAsync(data.Path).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            var run = new PurchaseRun(options, host);
            await run.BuyAsync(Math.Max(options.Buyers * 4, options.Purchases / 10), "warm").ConfigureAwait(false);
            foreach (var bag in run.taken.Values)
            {
                bag.Clear();
            }

            using var server = Process.GetProcessById(host.Id);
            var before = (server.TotalProcessorTime, Own: Process.GetCurrentProcess().TotalProcessorTime, At: Stopwatch.GetTimestamp());
            await run.BuyAsync(options.Purchases, "run").ConfigureAwait(false);
            var elapsed = Stopwatch.GetElapsedTime(before.At);
            server.Refresh();
            await run.ReportAsync(elapsed, server.TotalProcessorTime - before.TotalProcessorTime, Process.GetCurrentProcess().TotalProcessorTime - before.Own, data).ConfigureAwait(false);
        }
    }

    /// <summary>Each purchase is of one seat on some flight of the coming weeks, so that no flight sells out.</summary>
    private async Task BuyAsync(int purchases, string prefix)
    {
        next = 0;
        await Task.WhenAll(Enumerable.Range(0, options.Buyers).Select(async _ =>
        {
            using var client = host.NewClient();
            for (var i = Interlocked.Increment(ref next); i <= purchases; i = Interlocked.Increment(ref next))
            {
                await BuyOneAsync(new Buyer(new ApiClient(client), $"{prefix}-{i}"), i).ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
    }

    private async Task BuyOneAsync(Buyer buyer, int number)
    {
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2 + (number % 50));
        try
        {
            var begun = Stopwatch.GetTimestamp();
            var offers = await StepAsync("search", () => buyer.SearchAsync(new Journey("LHR", "JFK", date))).ConfigureAwait(false);
            await StepAsync("book", async () => (await buyer.BookAsync(offers[number / 50 % offers.Count]).ConfigureAwait(false)).Expect()).ConfigureAwait(false);
            await StepAsync("order", async () => (await buyer.DraftAsync().ConfigureAwait(false)).Expect()).ConfigureAwait(false);
            await StepAsync("place", async () => (await buyer.PlaceAsync().ConfigureAwait(false)).Expect()).ConfigureAwait(false);
            await StepAsync("pay", async () => (await buyer.PayAsync().ConfigureAwait(false)).Expect()).ConfigureAwait(false);
            var order = await StepAsync("tickets", () => buyer.SettleAsync()).ConfigureAwait(false);
            if ((string)order["status"]! != "confirmed")
            {
                throw new InvalidOperationException(order.ToJsonString());
            }

            taken["whole"].Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or TaskCanceledException)
        {
            trouble.Add(e.Message);
        }
    }

    private async Task<T> StepAsync<T>(string step, Func<Task<T>> act)
    {
        var begun = Stopwatch.GetTimestamp();
        var result = await act().ConfigureAwait(false);
        taken[step].Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        return result;
    }

    private async Task ReportAsync(TimeSpan elapsed, TimeSpan serverCpu, TimeSpan clientCpu, DataDirectory data)
    {
        var done = taken["whole"].Count;
        Console.WriteLine($"{done} complete purchases by {options.Buyers} buyers at once in {elapsed.TotalSeconds:F1} s: {done / elapsed.TotalSeconds:F0} per second (goal 160; then 1,000)");
        Console.WriteLine($"processor time per purchase: host {serverCpu.TotalMilliseconds / done:F2} ms, buyers {clientCpu.TotalMilliseconds / done:F2} ms; raw limit: {RawDisk.SyncsPerSecond(data.Path):F0} fdatasync per second");
        var rows = new JsonArray();
        foreach (var step in Steps)
        {
            var (p50, p99) = (At(step, 0.5), At(step, 0.99));
            Console.WriteLine($"  {step,-8} p50 {p50,8:F1} ms   p99 {p99,8:F1} ms");
            rows.Add(new JsonObject { ["work"] = $"purchase: {step}", ["store"] = "sqlite", ["callers"] = options.Buyers, ["perSecond"] = done / elapsed.TotalSeconds, ["p50Ms"] = p50, ["p99Ms"] = p99 });
        }

        Console.WriteLine(await EventsAsync(done).ConfigureAwait(false));
        Console.WriteLine(trouble.IsEmpty ? "no failures" : $"{trouble.Count} FAILURES, for example: {trouble.First()}");
        if (options.Json is { } file)
        {
            await File.WriteAllTextAsync(file, rows.ToJsonString(new JsonSerializerOptions { WriteIndented = true })).ConfigureAwait(false);
        }
    }

    /// <summary>How many events the modules recorded.</summary>
    private async Task<string> EventsAsync(int purchases)
    {
        var admin = await Staff.AdminAsync(host.Client).ConfigureAwait(false);
        var modules = (await admin.GetAsync("/api/ops/modules").ConfigureAwait(false)).Expect().AsArray();
        return $"log heads after {purchases} purchases and the warm-up: {string.Join(", ", modules.Select(m => $"{m!["name"]} {m["head"]}"))}";
    }

    private double At(string step, double quantile)
    {
        var sorted = taken[step].Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * quantile))];
    }
}
