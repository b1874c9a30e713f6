using System.CommandLine;
using Contrail.Engine.Modules;

namespace Contrail.Host.Commands;

/// <summary>What a storage is opened for.</summary>
internal enum OpenFor
{
    /// <summary>Ordinary work.</summary>
    Work,

    /// <summary>Reading, a damaged log too where the store can; nothing can be appended then.</summary>
    Inspection,

    /// <summary>Taking the end that each log has now for its true end.</summary>
    AcceptingTail,
}

/// <summary>Where the verbs that look after stored modules find them.</summary>
/// <param name="Options">The options that say where; they are added to each verb.</param>
/// <param name="Open">Makes the storage from them.</param>
/// <param name="All">The modules of the host.</param>
internal sealed record StoredModules(IReadOnlyList<Option> Options, Func<ParseResult, OpenFor, IStorage> Open, Func<ParseResult, IReadOnlyList<Module>> All)
{
    /// <summary>The modules that a verb is about: one by name, or all.</summary>
    public IReadOnlyList<Module> Named(ParseResult parsed, string? name)
    {
        var all = All(parsed);
        return name is null ? all
            : all.FirstOrDefault(m => m.Name == name) is { } one ? [one]
            : throw new ArgumentException($"There is no module '{name}'. There are {string.Join(", ", all.Select(m => m.Name))}.");
    }

    /// <summary>Adds the options to a verb.</summary>
    public Command On(Command verb)
    {
        foreach (var option in Options)
        {
            verb.Options.Add(option);
        }

        return verb;
    }

    /// <summary>Runs a verb; what went wrong is one line on standard error.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Unexpected; // Interrupted; whoever did it knows.
        }
        catch (Exception e)
        {
            var (code, line) = ExitCodes.Of(e);
            await Console.Error.WriteLineAsync($"contrail: {line.ReplaceLineEndings(" ")}");
            return code;
        }
    }
}
