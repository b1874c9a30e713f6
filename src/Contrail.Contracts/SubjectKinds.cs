namespace Contrail.Contracts;

/// <summary>What the things are called that several modules know by their ids.</summary>
public static class SubjectKinds
{
    /// <summary>A booking of flights.</summary>
    public const string Booking = "booking";

    /// <summary>An order.</summary>
    public const string Order = "order";

    /// <summary>One attempt to pay for an order.</summary>
    public const string Payment = "payment";
}
