using Microsoft.AspNetCore.Http;

namespace Contrail.Engine.AspNetCore;

/// <summary>A parameter of the query or a header is malformed: 400.</summary>
/// <param name="parameter">Its name as the caller writes it.</param>
/// <param name="message">A sentence that says how to write it.</param>
public sealed class InvalidParameterException(string parameter, string message) : BadHttpRequestException(message)
{
    /// <summary>The parameter's name.</summary>
    public string Parameter { get; } = parameter;
}
