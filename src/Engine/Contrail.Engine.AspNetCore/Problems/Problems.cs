using Contrail.Engine.Domain;
using Microsoft.AspNetCore.Http;

namespace Contrail.Engine.AspNetCore;

/// <summary>Every problem that is told in one place; rules and refusals bring their own codes.</summary>
internal static class Problems
{
    public static Problem Invalid(IReadOnlyList<ProblemError> errors) =>
        Of(400, "Request_Invalid", errors.Count == 1 ? errors[0].Message : $"{errors.Count} parts of the request are wrong; see errors.") with { Errors = errors };

    public static Problem InvalidParameter(string parameter, string message) => Invalid([new ProblemError(null, parameter, message)]);

    public static Problem InvalidBody(string pointer, string message) => Invalid([new ProblemError(pointer, null, message)]);

    public static Problem Refused(RefusedException refusal) => Of(
        refusal.Kind switch
        {
            RefusalKind.NotFound => 404,
            RefusalKind.Forbidden => 403,
            RefusalKind.Invalid => 400,
            RefusalKind.Gone => 410,
            RefusalKind.WrongVersion => 412,
            _ => 409,
        },
        refusal.Key,
        refusal.Message);

    public static Problem NothingHere { get; } = Of(404, "Not_Found", "There is nothing here. Check the address and the id.");

    public static Problem SignInRequired { get; } = Of(401, "Sign_In_Required", "Sign in, or send a token: 'Authorization: Bearer ...'.");

    public static Problem TokenInvalid { get; } = Of(401, "Token_Invalid", "The token is not valid or has expired. Get a new one, or leave the Authorization header out.");

    public static Problem SessionEnded { get; } = Of(401, "Session_Ended", "This session was ended. Sign in again.");

    public static Problem AccessDenied { get; } = Of(403, "Access_Denied", "Your account does not have the role that this needs.");

    public static Problem UserRequired { get; } = Of(403, "User_Required", "This is for people with an account; a guest's token does not do.");

    public static Problem AntiforgeryTokenMissing { get; } =
        Of(403, "Antiforgery_Token_Invalid", $"Requests with a session cookie that change something need the header {Sessions.AntiforgeryHeader}. Get its value from GET /api/session/antiforgery.");

    public static Problem IdempotencyKeyMissing { get; } = InvalidParameter(
        RequestContext.IdempotencyKey, $"{RequestContext.IdempotencyKey} is required here: choose a new value, 1 to 200 visible ASCII characters, and keep it when you repeat the request.");

    public static Problem IdempotencyKeyMalformed { get; } = InvalidParameter(
        RequestContext.IdempotencyKey, $"{RequestContext.IdempotencyKey} is one value of 1 to 200 visible ASCII characters.");

    public static Problem IdempotencyKeyReused { get; } =
        Of(422, "Idempotency_Key_Reused", $"This {RequestContext.IdempotencyKey} was used for another request. Nothing was done; choose a new one.");

    public static Problem TooManyRequests { get; } = Of(429, "Too_Many_Requests", "Too many requests from your address. Wait as long as Retry-After says.", retryable: true);

    public static Problem Busy { get; } = Of(503, "Busy", "More is asked for than can be done right now. Nothing was done; try again shortly.", retryable: true);

    public static Problem Unavailable { get; } =
        Of(503, "Storage_Unavailable", "The storage does not answer. Whether the request was carried out is not known: repeat it with the same Idempotency-Key.", retryable: true);

    public static Problem NotYet { get; } = Of(503, "Not_Yet_Readable", "The state that you asked for by Contrail-Position cannot be read yet. Try again shortly.", retryable: true);

    public static Problem Unexpected { get; } = Of(500, "Unexpected", "Something is wrong on our side. Tell us the traceId.");

    /// <summary>For a status that nobody explained.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        400 => Of(400, "Request_Invalid", "The request is not well-formed."),
        401 => SignInRequired,
        403 => AccessDenied,
        404 => Of(404, "Route_Not_Found", "There is nothing at this address. See /docs for what there is."),
        405 => Of(405, "Method_Not_Allowed", "This address does not take this method; the Allow header lists those it takes."),
        408 => Of(408, "Request_Timeout", "The request took too long to arrive.", retryable: true),
        413 => Of(413, "Body_Too_Large", "The body is larger than this address takes."),
        415 => Of(415, "Media_Type_Unsupported", "Send the body as application/json, not encoded."),
        429 => TooManyRequests,
        409 => Of(409, "Rule_Broken", "A rule forbids it; the code names the rule."),
        422 => IdempotencyKeyReused,
        503 => Busy,
        >= 500 => Unexpected with { Status = status },
        _ => Of(status, $"Status_{status}", "The request could not be carried out."),
    };

    public static Problem Of(int status, string code, string detail, bool retryable = false) =>
        new($"/problems/{code}", TitleOf(status), status, code, detail, null, null, retryable);

    private static string TitleOf(int status) => status switch
    {
        400 => "Invalid request",
        401 => "Not signed in",
        403 => "Not allowed",
        404 => "Not found",
        405 => "Method not allowed",
        408 => "Request timeout",
        409 => "A rule forbids it",
        410 => "No longer available",
        412 => "Changed meanwhile",
        413 => "Too large",
        415 => "Unsupported media type",
        422 => "Idempotency key reused",
        429 => "Too many requests",
        503 => "Not available right now",
        _ => status >= StatusCodes.Status500InternalServerError ? "Unexpected error" : "Not possible",
    };
}
