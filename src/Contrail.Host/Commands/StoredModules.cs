using System.CommandLine;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;

namespace Contrail.Host.Commands;

/// <summary>Where the verbs that look after stored modules find them.</summary>
/// <param name="Options">The options that say where; they are added to each verb.</param>
/// <param name="Open">Makes the storage from them. The second argument: open a damaged log all the same, where the store can.</param>
/// <param name="All">The modules of the host.</param>
internal sealed record StoredModules(IReadOnlyList<Option> Options, Func<ParseResult, bool, IStorage> Open, Func<IReadOnlyList<Module>> All)
{
    /// <summary>The modules that a verb is about: one by name, or all.</summary>
    public IReadOnlyList<Module> Named(string? name)
    {
        var all = All();
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
        catch (Exception e) when (e is StorageUnavailableException or StorageInUseException or LogDamagedException or ArgumentException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"contrail: {e.Message.ReplaceLineEndings(" ")}");
            return e is ArgumentException ? 2 : 1;
        }
        catch (OperationCanceledException)
        {
            return 130; // As a shell says of Ctrl-C.
        }
    }
}
