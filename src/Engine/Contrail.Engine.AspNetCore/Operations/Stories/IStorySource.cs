namespace Contrail.Engine.AspNetCore;

/// <summary>
/// What a module knows about where things that people have names for (a booking, an order, a payment) lie in its log. Every implementation in
/// a module's assembly is found and made once; it reads its own module only. Asked one after the other, the modules find together what
/// belongs to one matter.
/// </summary>
public interface IStorySource
{
    /// <summary>The part of the matter that lies in this module; null if it does not know the subject.</summary>
    Task<StoryPart?> FindAsync(Subject subject, CancellationToken cancellation);
}

/// <summary>Something that people have a name for.</summary>
/// <param name="Kind">What it is; <see cref="Word"/> while that is not known.</param>
/// <param name="Id">Which.</param>
public sealed record Subject(string Kind, string Id)
{
    /// <summary>The kind of what a person typed: each module looks whether it means something of its own.</summary>
    public const string Word = "word";
}

/// <summary>What one module knows of a subject.</summary>
/// <param name="Module">The module.</param>
/// <param name="Streams">Streams of its log that belong to nothing else.</param>
/// <param name="Related">What else belongs to the matter; others, or the module itself, may know more of it.</param>
public sealed record StoryPart(string Module, IReadOnlyList<string> Streams, IReadOnlyList<Subject> Related);
