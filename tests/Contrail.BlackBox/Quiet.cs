using System.Text.Json.Nodes;

namespace Contrail.BlackBox;

/// <summary>Waits until nothing is under way in a host any more.</summary>
public static class Quiet
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns when every subscription has dealt with every event, no command is pending, no process is open and no letter is on its way:
    /// seen twice, with the logs unchanged in between.</summary>
    /// <param name="staff">The API as an admin.</param>
    /// <param name="patience">How long it may take.</param>
    /// <exception cref="TimeoutException">It took longer; what was still under way is in the message.</exception>
    public static async Task WaitAsync(ApiClient staff, TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? TimeSpan.FromMinutes(1));
        string? before = null;
        string? busy = null;
        while (true)
        {
            try
            {
                var modules = (await staff.GetAsync("/api/ops/modules", null, limit.Token)).Expect().AsArray().Select(m => m!).ToList();
                busy = await BusyAsync(staff, modules, limit.Token);
                var now = busy is null ? string.Join(' ', modules.Select(m => $"{m["name"]}:{m["head"]}")) : null;
                if (now is not null && now == before)
                {
                    return;
                }

                before = now;
                await Task.Delay(BetweenLooks, limit.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"It did not become quiet: {busy}");
            }
        }
    }

    private static async Task<string?> BusyAsync(ApiClient staff, IReadOnlyList<JsonNode> modules, CancellationToken cancellation)
    {
        foreach (var module in modules)
        {
            if ((int)module["pendingCommands"]! > 0)
            {
                return $"{module["name"]} has pending commands";
            }

            if (module["subscriptions"]!.AsArray().FirstOrDefault(s => (long)s!["position"]! < (long)module["head"]!) is { } behind)
            {
                return $"{module["name"]} is at {module["head"]}, {behind.ToJsonString()}";
            }
        }

        var open = await staff.ListAsync("/api/ops/ordering/processes?state=open", cancellation);
        return open.Count > 0 ? $"{open.Count} processes are open, the first is {open[0].ToJsonString()}"
            : (await staff.ListAsync("/api/notifications?status=requested", cancellation)).Count > 0 ? "letters are on their way"
            : null;
    }
}
