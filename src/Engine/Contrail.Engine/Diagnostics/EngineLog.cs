namespace Contrail.Engine.Diagnostics;

/// <summary>How much a message matters.</summary>
public enum EngineLogLevel
{
    /// <summary>Normal operation.</summary>
    Information,

    /// <summary>Something to look at; the engine copes.</summary>
    Warning,

    /// <summary>Somebody must act.</summary>
    Error,
}

/// <summary>One structured message.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Stable name of the id.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Module">Which module.</param>
/// <param name="Text">For people.</param>
/// <param name="Fields">The values in the text, by name.</param>
/// <param name="Error">What was caught, if anything.</param>
public sealed record EngineLogEntry(
    int Id, string Name, EngineLogLevel Level, string Module, string Text, IReadOnlyList<KeyValuePair<string, object?>> Fields, Exception? Error);

/// <summary>
/// Every message the engine logs, in one file. The core depends on the base class library alone; a host passes a sink that
/// hands the entries to its logging.
/// </summary>
/// <param name="module">The module that logs.</param>
/// <param name="sink">Gets every entry; must not block. What it throws is ignored.</param>
public sealed class EngineLog(string module, Action<EngineLogEntry>? sink = null)
{
    /// <summary>The module that logs.</summary>
    public string Module => module;

    /// <summary>A log that nobody reads.</summary>
    public static EngineLog Silent { get; } = new("-");

    internal void ModuleStarted(long head) => Write(100, EngineLogLevel.Information, $"started; the log's head is {head}", null, ("head", head));

    internal void BatchSplit(int units, Exception e) => Write(200, EngineLogLevel.Warning, $"the store refused a batch of {units} units; trying them one by one", e, ("units", units));

    internal void AppendFailed(int units, Exception e) => Write(201, EngineLogLevel.Error, $"appending {units} units failed: {e.Message}", e, ("units", units));

    internal void AppendRetried(int attempt, Exception e) => Write(202, EngineLogLevel.Warning, $"the store is unavailable (attempt {attempt}): {e.Message}", e, ("attempt", attempt));

    internal void DecisionConflicted(string command, string stream, int attempt) =>
        Write(210, EngineLogLevel.Information, $"{command} rested on an old version of {stream}; deciding again (attempt {attempt})", null, ("command", command), ("stream", stream), ("attempt", attempt));

    internal void HandlerFailed(string command, Exception e) => Write(211, EngineLogLevel.Error, $"the handler of {command} failed: {e.Message}", e, ("command", command));

    internal void HandlerStuck(string command, TimeSpan limit) => Write(212, EngineLogLevel.Error, $"the handler of {command} did not return within {limit.TotalSeconds:0.#} s; it is given up", null, ("command", command));

    internal void SnapshotFailed(string stream, Exception e) => Write(213, EngineLogLevel.Warning, $"the snapshot of {stream} was not kept: {e.Message}", e, ("stream", stream));

    internal void SubscriptionRetried(string subscription, int attempt, Exception e) =>
        Write(300, EngineLogLevel.Warning, $"{subscription} waits for a fault to pass (attempt {attempt}): {e.Message}", e, ("subscription", subscription), ("attempt", attempt));

    internal void EventParked(string subscription, long position, string stream, Exception e) =>
        Write(301, EngineLogLevel.Error, $"{subscription} parked the event at {position} with its stream {stream}: {e.Message}", e, ("subscription", subscription), ("position", position), ("stream", stream));

    internal void ProgressNotKept(string subscription, Exception e) =>
        Write(303, EngineLogLevel.Warning, $"{subscription} stops and could not keep how far it came, which is handled again: {e.Message}", e, ("subscription", subscription));

    internal void LeaseNotReleased(string subscription, Exception e) =>
        Write(304, EngineLogLevel.Warning, $"{subscription} stops and could not give its lease up, which runs out by itself: {e.Message}", e, ("subscription", subscription));

    internal void SubscriptionFenced(string subscription) => Write(302, EngineLogLevel.Warning, $"{subscription} was taken over by another owner; it waits for its turn", null, ("subscription", subscription));

    internal void ReadModelServed(string readModel, string table) => Write(310, EngineLogLevel.Information, $"{readModel} is served from {table}", null, ("readModel", readModel), ("table", table));

    internal void ScheduledFailed(string key, Exception e) => Write(320, EngineLogLevel.Error, $"the scheduled command {key} failed and is tried again: {e.Message}", e, ("key", key));

    internal void MessageRefused(string reason) => Write(330, EngineLogLevel.Error, $"a message was refused: {reason}", null, ("reason", reason));

    private void Write(int id, EngineLogLevel level, string text, Exception? error, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        if (sink is null)
        {
            return;
        }

        var named = new KeyValuePair<string, object?>[fields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            named[i] = new(fields[i].Name, fields[i].Value);
        }

        try
        {
            sink(new EngineLogEntry(id, NameOf(id), level, module, text, named, error));
        }
        catch (Exception)
        {
            // The engine goes on without its log.
        }
    }

    private static string NameOf(int id) => id switch
    {
        < 200 => "contrail.module",
        < 210 => "contrail.log",
        < 300 => "contrail.decision",
        < 310 => "contrail.subscription",
        < 320 => "contrail.projection",
        < 330 => "contrail.scheduler",
        _ => "contrail.messaging",
    };
}
