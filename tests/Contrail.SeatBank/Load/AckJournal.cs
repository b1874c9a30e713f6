using System.Text;

namespace Contrail.SeatBank.Load;

/// <summary>
/// What a caller of the module knows, outside of the module's storage: each command before it is sent, and its answer. A line is one
/// write to the end of the file, which the operating system keeps when the process is killed.
/// </summary>
public sealed class AckJournal : IDisposable
{
    private readonly FileStream file;
    private readonly Lock gate = new();

    public AckJournal(string path)
    {
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (file.Position > 0)
        {
            file.Write("\n"u8); // A last line that was cut short stays a line of its own.
        }
    }

    public void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (gate)
        {
            file.Write(bytes);
        }
    }

    public void Sent(Operation operation) => Write($"sent {operation}");

    public void Answered(Operation operation, OperationAnswer answer) => Write($"answer {operation.Id:N} {answer.Text}");

    public void Dispose() => file.Dispose();
}

/// <summary>A journal as it was read.</summary>
public sealed class JournalContent
{
    private readonly Dictionary<Guid, Operation> sent = [];
    private readonly Dictionary<Guid, OperationAnswer> answers = [];
    private readonly List<string> notes = [];

    /// <summary>Every operation, in the order of sending.</summary>
    public IReadOnlyDictionary<Guid, Operation> Sent => sent;

    /// <summary>The answers.</summary>
    public IReadOnlyDictionary<Guid, OperationAnswer> Answers => answers;

    /// <summary>Sent, and no answer came: whether they were carried out nobody knows.</summary>
    public IReadOnlyList<Operation> InDoubt => [.. sent.Values.Where(o => !answers.ContainsKey(o.Id))];

    /// <summary>All other lines.</summary>
    public IReadOnlyList<string> Notes => notes;

    public static JournalContent Read(string path)
    {
        var content = new JournalContent();
        if (File.Exists(path))
        {
            using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var text = file.ReadToEnd();
            foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                content.Add(line);
            }
        }

        return content;
    }

    private void Add(string line)
    {
        var parts = line.Split(' ', 3);
        if (parts is ["sent", ..])
        {
            var operation = Operation.Parse(line[5..]);
            sent[operation.Id] = operation;
        }
        else if (parts is ["answer", var id, var answer])
        {
            Note(Guid.Parse(id), OperationAnswer.Parse(answer));
        }
        else
        {
            notes.Add(line);
        }
    }

    private void Note(Guid id, OperationAnswer answer)
    {
        if (!answers.TryAdd(id, answer) && answers[id].Text != answer.Text)
        {
            notes.Add($"wrong {id:N} was answered '{answers[id].Text}' and then '{answer.Text}'");
        }
    }
}
