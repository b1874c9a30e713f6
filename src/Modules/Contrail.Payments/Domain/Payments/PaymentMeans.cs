using Contrail.Contracts.Payments;

namespace Contrail.Payments.Domain.Payments;

/// <summary>With what somebody pays. The number of a card is known to the gateway only.</summary>
/// <param name="Method">Which sort.</param>
/// <param name="Token">Stands for the card at the gateway.</param>
/// <param name="Brand">For people.</param>
/// <param name="Last4">The last digits, for people.</param>
internal sealed record PaymentMeans(PaymentMethod Method, string Token, string? Brand, string? Last4);
