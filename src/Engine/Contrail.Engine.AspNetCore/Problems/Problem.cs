namespace Contrail.Engine.AspNetCore;

/// <summary>Why a request was not carried out (RFC 9457), <c>application/problem+json</c>.</summary>
/// <param name="Type">Stable; names the kind of problem: <c>/problems/{code}</c>.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable; the rule's key where a rule forbids it.</param>
/// <param name="Detail">What happened here and what to do, for people.</param>
/// <param name="Errors">What is wrong with which part of the request.</param>
/// <param name="TraceId">Finds the request in logs and traces.</param>
/// <param name="Retryable">Whether the same request, sent again, may succeed.</param>
public sealed record Problem(
    string Type, string Title, int Status, string Code, string Detail, IReadOnlyList<ProblemError>? Errors, string? TraceId, bool Retryable);

/// <summary>What is wrong with a part of a request.</summary>
/// <param name="Pointer">Where in the body, a JSON Pointer; null when it is not in the body.</param>
/// <param name="Parameter">The parameter of the path or the query, or the header; null when it is in the body.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record ProblemError(string? Pointer, string? Parameter, string Message);
