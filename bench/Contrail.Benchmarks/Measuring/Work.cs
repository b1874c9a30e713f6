namespace Contrail.Benchmarks.Measuring;

/// <summary>Names of what is measured; they are keys in the JSON file.</summary>
internal static class Work
{
    public const string RawRows = "raw: multi-row insert, rows";
    public const string RawCopy = "raw: binary copy, rows";
    public const string RawCommits = "raw: one-row commits";
    public const string RawRead = "raw: reading rows";
    public const string RawStreams = "raw: contents of a stream of 100 events";
    public const string RawReadModel = "raw: rows of a read model written again";
    public const string RawSync = "raw: fdatasync of an appended 4 KiB block";
    public const string NewStreams = "commands to new streams";
    public const string OneStream = "commands to one stream";
    public const string Batches = "100 events per command, events";
    public const string ReadStreams = "reading and folding a stream of 100 events";
    public const string ReadLog = "reading the log, events";
    public const string Replay = "replay into memory, events";
    public const string CatchUp = "read model catch-up, interleaved, events";
    public const string Rebuild = "read model rebuild, interleaved, events";
    public const string Visible = "append to visible in a read model, idle";
    public const string ColdStart = "cold start to first answer, whole process";
    public const string WarmStart = "module start to first answer, warm process";
    public const string Bytes = "bytes on disk per event, log only";

    public static string RawAppend(int commands, int events) => (commands, events) switch
    {
        (1, 1) => "raw: what a command writes",
        (_, 1) => $"raw: what {commands} commands write in one commit",
        (1, _) => $"raw: what a command of {events} events writes, events",
        _ => $"raw: what {commands} commands of {events} events write in one commit, events",
    };

    public static string Nodes(int nodes) => $"commands to new streams, {nodes} nodes on one log";
}
