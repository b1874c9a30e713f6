using Contrail.Engine.Domain;

namespace Contrail.Booking.Domain.Tickets;

/// <summary>13 digits: the airline's accounting code and a serial of ten. There is no check digit among them.</summary>
internal readonly record struct TicketNumber(string Value) : ITypedId<TicketNumber>
{
    public const string AccountingCode = "987";

    public static TicketNumber Of(long serial) => new($"{AccountingCode}{serial:D10}");

    public static TicketNumber Parse(string text) => new(text);

    public override string ToString() => Value;
}
