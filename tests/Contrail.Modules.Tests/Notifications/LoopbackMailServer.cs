using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Contrail.Modules.Tests.Notifications;

/// <summary>A mail server of a few lines that keeps what it was given, and misbehaves as told.</summary>
internal sealed class LoopbackMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public LoopbackMailServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>What a connection does differently, in the order of connections; null behaves.</summary>
    public ConcurrentQueue<Fault?> Faults { get; } = [];

    /// <summary>Messages whose last byte arrived.</summary>
    public ConcurrentQueue<string> Messages { get; } = [];

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        if (!stop.IsCancellationRequested)
        {
            await stop.CancelAsync();
            await serving;
            listener.Stop();
            stop.Dispose();
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await ConverseAsync(client, Faults.TryDequeue(out var fault) ? fault : null);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ConverseAsync(TcpClient client, Fault? fault)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await writer.WriteLineAsync("220 loopback");
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                if (line == "DATA")
                {
                    await writer.WriteLineAsync("354 go ahead");
                    Messages.Enqueue(await ReadMessageAsync(reader));
                    if (fault == Fault.BreakOffAfterData)
                    {
                        return;
                    }
                }

                await writer.WriteLineAsync(AnswerTo(line, fault));
                if (line == "QUIT")
                {
                    return;
                }
            }
        }
        catch (IOException)
        {
            // The client went first.
        }
    }

    private async Task<string> ReadMessageAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            message.Append(line).Append('\n');
        }

        return message.ToString();
    }

    private static string AnswerTo(string line, Fault? fault) => (line.Split(' ', ':')[0], fault) switch
    {
        ("RCPT", Fault.Busy) => "450 mailbox busy, try later",
        ("RCPT", Fault.NoSuchMailbox) => "550 no such mailbox",
        ("QUIT", _) => "221 bye",
        _ => "250 ok",
    };

    public enum Fault
    {
        Busy,
        NoSuchMailbox,
        BreakOffAfterData,
    }
}
