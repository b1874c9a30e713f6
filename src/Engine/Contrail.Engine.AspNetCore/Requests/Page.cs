namespace Contrail.Engine.AspNetCore;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">In the documented order.</param>
/// <param name="Next">The <c>cursor</c> of the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>The same page of something else.</summary>
    public Page<TOther> Select<TOther>(Func<T, TOther> select) => new([.. Items.Select(select)], Next);
}
