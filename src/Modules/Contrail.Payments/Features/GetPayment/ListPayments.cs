using System.Globalization;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Engine.Projections;
using Contrail.Payments.Domain.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Payments.Features.GetPayment;

internal sealed class ListPaymentsEndpoint : IEndpoint
{
    private const int UsualLimit = 50;
    private const int LargestLimit = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/payments", HandleAsync)
        .WithName("ListPayments").WithSummary("Payments, the newest first; of an order, or where they stand")
        .AllowAccess(AccessRule.Staff(Role.Agent, Role.Operations));

    private static async Task<Ok<Page<PaymentDetails>>> HandleAsync(
        string? orderId, string? status, int? limit, string? cursor, ModuleRequest<PaymentsModule> request)
    {
        var size = Math.Clamp(limit ?? UsualLimit, 1, LargestLimit);
        var query = RowQuery.All.OrderByDescending("number").Take(size + 1);
        query = orderId is null ? query : query.Where("order_id", orderId);
        query = status is null ? query : query.Where("status", StatusOf(status));
        query = cursor is null ? query : query.Where("number", RowComparison.Less, NumberOf(cursor));
        var rows = await request.QueryAsync<PaymentDetails>(PaymentDetailsProjection.ReadModel, query);
        var next = rows.Count > size ? rows[size - 1].Number.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new Page<PaymentDetails>([.. rows.Take(size)], next));
    }

    private static PaymentStatus StatusOf(string text) =>
        Enum.TryParse<PaymentStatus>(text, ignoreCase: true, out var status) && !char.IsAsciiDigit(text[0])
            ? status
            : throw new RefusedException(
                RefusalKind.Invalid, "Payment_Status_Must_Be_Known", $"There is no such status. Write one of {string.Join(", ", Enum.GetNames<PaymentStatus>()).ToLowerInvariant()}.");

    private static long NumberOf(string cursor) =>
        long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RefusedException(RefusalKind.Invalid, "Cursor_Must_Be_Given_Back_As_It_Came", "The cursor is not one of this list. Begin without one.");
}
