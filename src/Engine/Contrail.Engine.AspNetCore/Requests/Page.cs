namespace Contrail.Engine.AspNetCore;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">In the documented order.</param>
/// <param name="Next">The <c>cursor</c> of the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
