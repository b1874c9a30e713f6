using System.Globalization;
using Contrail.Engine.Domain;

namespace Contrail.Payments.Domain.Payments;

/// <summary>Identifies a payment: 32 hexadecimal digits.</summary>
internal readonly record struct PaymentId(Guid Value) : ITypedId<PaymentId>
{
    public static PaymentId Parse(string text) => new(Guid.ParseExact(text, "N"));

    /// <summary>The payment that somebody outside names.</summary>
    /// <exception cref="RefusedException">The text is no payment's id (not found).</exception>
    public static PaymentId Named(string text) =>
        Guid.TryParseExact(text, "N", out var value) ? new PaymentId(value) : throw RefusedException.NotFound(nameof(Payment), text);

    public override string ToString() => Value.ToString("N", CultureInfo.InvariantCulture);
}
