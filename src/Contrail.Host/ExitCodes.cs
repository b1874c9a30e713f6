using System.Net.Sockets;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Host;

/// <summary>How the process ends; stable, for scripts.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Unexpected = 1;
    public const int WrongArguments = 2;
    public const int CannotListen = 3;
    public const int DataInUse = 4;
    public const int LogDamaged = 5;
    public const int StorageUnavailable = 6;

    /// <summary>The exit code of what went wrong at start, and the one line that says what to do.</summary>
    public static (int Code, string Line) Of(Exception error) => error switch
    {
        StorageInUseException => (DataInUse, error.Message),
        LogDamagedException => (LogDamaged, error.Message),
        StorageUnavailableException => (StorageUnavailable, error.Message),
        UnauthorizedAccessException => (StorageUnavailable, $"{error.Message} Check the owner and mode of the data directory, or choose another with --data."),
        WrongArgumentsException or ArgumentException => (WrongArguments, error.Message),
        IOException when IsSocket(error) => (CannotListen, $"{error.Message} Another process listens there, or the port is not allowed: choose another with --urls."),
        SocketException => (CannotListen, $"Cannot listen: {error.Message}. Choose another address with --urls."),
        FormatException => (WrongArguments, $"{error.Message} --urls takes addresses such as http://127.0.0.1:5080."),
        IOException => (StorageUnavailable, $"{error.Message} Choose another data directory with --data."),
        DllNotFoundException => (StorageUnavailable, error.Message),
        _ => (Unexpected, $"{error.GetType().Name}: {error.Message}"),
    };

    private static bool IsSocket(Exception? error) => error is not null && (error is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException || IsSocket(error.InnerException));
}

/// <summary>Options that do not go together.</summary>
internal sealed class WrongArgumentsException(string message) : Exception(message);
