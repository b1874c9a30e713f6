using System.Text.Json;
using System.Text.RegularExpressions;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Microsoft.AspNetCore.Http;

namespace Contrail.Engine.AspNetCore;

/// <summary>What is told about an exception. What a caller can cause is never an unexpected error.</summary>
internal static partial class ProblemOf
{
    public static Problem Exception(Exception error, HttpContext http) => error switch
    {
        RefusedException refusal => Problems.Refused(refusal),
        InvalidParameterException invalid => Problems.InvalidParameter(invalid.Parameter, invalid.Message),
        BadHttpRequestException { InnerException: JsonException json } => Json(json),
        BadHttpRequestException bad => BadRequest(bad),
        JsonException json => Json(json),
        CommandIdReusedException => Problems.IdempotencyKeyReused,
        EngineBusyException or ConcurrencyException => Problems.Busy,
        StorageUnavailableException => Problems.Unavailable,
        TimeoutException => Problems.NotYet,
        ObjectDisposedException { ObjectName: nameof(DecisionLoop) } => Problems.Busy,
        EventTooLargeException => Problems.OfStatus(StatusCodes.Status413PayloadTooLarge),
        InvalidStreamNameException or FormatException => Unnamable(http),
        _ => Problems.Unexpected,
    };

    /// <summary>An id that no thing can have names no thing. In a body it is malformed.</summary>
    private static Problem Unnamable(HttpContext http) =>
        http.Request.RouteValues.Count > 0 ? Problems.NothingHere : Problems.Invalid([new(null, null, "An id in the request is not one that was given out.")]);

    private static Problem BadRequest(BadHttpRequestException bad)
    {
        if (bad.StatusCode != StatusCodes.Status400BadRequest)
        {
            return Problems.OfStatus(bad.StatusCode);
        }

        if (Parameter().Match(bad.Message) is { Success: true } parameter)
        {
            return parameter.Groups["value"].Success
                ? Problems.InvalidParameter(parameter.Groups["name"].Value, "The value is not of the right form.")
                : MissingParameter(parameter.Groups["name"].Value, parameter.Groups["source"].Value);
        }

        return bad.Message.StartsWith("Implicit body", StringComparison.Ordinal) ? Problems.InvalidBody(string.Empty, "A JSON body is required.") : Problems.Of(400, "Request_Invalid", bad.Message);
    }

    private static Problem MissingParameter(string name, string source) => source.Contains("body", StringComparison.Ordinal)
        ? Problems.InvalidBody(string.Empty, "A JSON body is required.")
        : Problems.InvalidParameter(name, "This parameter is required.");

    private static Problem Json(JsonException error)
    {
        var at = JsonPointer.OfPath(error.Path);
        if (Missing().Match(error.Message) is { Success: true } missing)
        {
            return Problems.Invalid([.. Quoted().Matches(missing.Groups[1].Value).Select(name => new ProblemError($"{at}/{name.Groups[1].Value}", null, "This member is required."))]);
        }

        return Problems.InvalidBody(at, error.Message switch
        {
            var m when m.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => "There is no such member.",
            var m when m.StartsWith("Duplicate property", StringComparison.Ordinal) => "The member is given twice.",
            var m when m.Contains("doesn't allow null", StringComparison.Ordinal) || m.Contains("does not allow null", StringComparison.Ordinal) => "The member must not be null.",
            var m when m.Contains("maximum configured depth", StringComparison.Ordinal) => "The body is nested too deeply.",
            var m when m.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) || error.InnerException is not null => NotConverted(error),
            var m when Internal().IsMatch(m) => "The value is not of the right form.",
            var m => m,
        });
    }

    private static string NotConverted(JsonException error) => error.InnerException is JsonException
        ? "The body is not well-formed JSON."
        : "The value is not of the right type or form.";

    // The framework says it in English sentences only.
    [GeneratedRegex(@"^(?:Required parameter ""[^""]*?(?<name>\w+)"" was not provided from (?<source>.+)\.|Failed to bind parameter ""[^""]*?(?<name>\w+)"" from ""(?<value>.*)""\.)$", RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex("missing required properties including: (.+)$", RegexOptions.Singleline)]
    private static partial Regex Missing();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("System\\.|Contrail\\.")]
    private static partial Regex Internal();
}
