using Contrail.Engine.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Contrail.Engine.AspNetCore;

/// <summary>Hands the engine's messages to the host's logging, with their fields.</summary>
public static class EngineLogForwarding
{
    /// <summary>A sink for <c>ModuleOptions.LogSink</c>.</summary>
    public static Action<EngineLogEntry> ToEngineSink(this ILoggerFactory loggers) => entry =>
    {
        var level = entry.Level switch
        {
            EngineLogLevel.Error => LogLevel.Error,
            EngineLogLevel.Warning => LogLevel.Warning,
            _ => LogLevel.Information,
        };
        if (loggers.CreateLogger(entry.Name) is { } logger && logger.IsEnabled(level))
        {
            IReadOnlyList<KeyValuePair<string, object?>> fields = [new("module", entry.Module), .. entry.Fields];
            logger.Log(level, new EventId(entry.Id, entry.Name), fields, entry.Error, (_, _) => $"{entry.Module}: {entry.Text}");
        }
    };
}
