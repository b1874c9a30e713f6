using Contrail.Engine.AspNetCore;
using Contrail.Payments.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Payments.Features;

/// <summary>The gateway tells a late answer. Told again it changes nothing and is thanked for again.</summary>
internal sealed class ReceiveWebhookEndpoint : IEndpoint
{
    private const int LongestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/payments/webhooks/simulator", HandleAsync)
        .WithName("ReceivePaymentWebhook").WithSummary("Takes a late answer of the payment simulator")
        .AllowAccess(AccessRule.Anyone);

    private static async Task<Results<Ok, UnauthorizedHttpResult, StatusCodeHttpResult>> HandleAsync(
        HttpRequest http, ModuleRequest<PaymentsModule> request, [FromServices] PaymentsModule payments, CancellationToken cancellation)
    {
        if (await ReadAsync(http.Body, cancellation) is not { } body)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (payments.Webhooks.CommandOf(body, http.Headers[WebhookSignature.Header]) is not { } command)
        {
            return TypedResults.Unauthorized();
        }

        await request.ExecuteAsync(command);
        return TypedResults.Ok();
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[LongestBody + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > LongestBody ? null : buffer[..length];
    }
}
