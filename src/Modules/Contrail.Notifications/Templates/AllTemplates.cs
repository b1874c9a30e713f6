namespace Contrail.Notifications.Templates;

/// <summary>Every kind of letter.</summary>
internal static class AllTemplates
{
    public static readonly HoldPlaced HoldPlaced = new();
    public static readonly HoldExpiring HoldExpiring = new();
    public static readonly BookingConfirmed BookingConfirmed = new();
    public static readonly BookingExpired BookingExpired = new();
    public static readonly BookingCancelled BookingCancelled = new();
    public static readonly PaymentDeclined PaymentDeclined = new();
    public static readonly Receipt Receipt = new();
    public static readonly RefundMade RefundMade = new();
    public static readonly OrderFailed OrderFailed = new();
    public static readonly Welcome Welcome = new();

    /// <summary>In the order of a journey.</summary>
    public static IReadOnlyList<Template> All { get; } =
        [Welcome, HoldPlaced, HoldExpiring, BookingExpired, PaymentDeclined, OrderFailed, BookingConfirmed, Receipt, BookingCancelled, RefundMade];
}
