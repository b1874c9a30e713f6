using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;

namespace Contrail.Booking.Domain.SeatInventories;

internal sealed class InventoryMustBeOpenRule(bool isClosed) : Rule("SeatInventory_Must_Be_Open")
{
    public override string Explanation => "This flight is no longer sold. Choose another flight.";

    public override bool IsFollowed() => !isClosed;
}

internal sealed class EnoughSeatsMustBeFreeRule(Cabin cabin, int free, int wanted) : Rule(Key)
{
    public const string Key = "SeatInventory_Not_Enough_Free_Seats";

    public override string Explanation => $"{wanted} seats are wanted in {cabin}, {free} are free. Choose another flight or fewer passengers.";

    public override bool IsFollowed() => wanted > 0 && wanted <= free;
}

internal sealed class SeatsMustBeOfTheCabinRule(Cabin cabin, IReadOnlyList<string> others) : Rule("SeatInventory_Seats_Must_Be_Of_The_Cabin")
{
    public override string Explanation => $"{string.Join(", ", others)} cannot be chosen in {cabin}. Choose seats from the seat map.";

    public override bool IsFollowed() => others.Count == 0;
}

internal sealed class SeatsMustNotBeTakenRule(IReadOnlyList<string> taken) : Rule("SeatInventory_Seats_Must_Not_Be_Taken")
{
    public override string Explanation => $"{string.Join(", ", taken)} is taken. Choose another seat from the seat map.";

    public override bool IsFollowed() => taken.Count == 0;
}

internal sealed class SeatsMustBeDifferentRule(IReadOnlyList<string> seats, int most) : Rule("SeatInventory_Seats_Must_Be_Different")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => "Choose a different seat for each passenger, and none for infants.";

    public override bool IsFollowed() => seats.Count <= most && seats.Distinct().Count() == seats.Count;
}

internal sealed class OnlyHeldSeatsCanBeSoldRule(bool isHeld) : Rule("SeatInventory_Only_Held_Seats_Can_Be_Sold")
{
    public override bool IsFollowed() => isHeld;
}
