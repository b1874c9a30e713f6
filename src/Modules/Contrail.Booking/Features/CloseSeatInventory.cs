using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Contracts.Booking;
using Contrail.Engine.Decisions;

namespace Contrail.Booking.Features;

/// <summary>Closes the seats of a flight that does not take place, and ends every booking that has some of them.</summary>
internal sealed record CloseSeatInventory(FlightId FlightId, string Reason) : ICommand;

internal sealed class CloseSeatInventoryHandler : ICommandHandler<CloseSeatInventory>
{
    public void Handle(CloseSeatInventory command, IDecision decision)
    {
        var inventory = decision.Load<SeatInventory>(command.FlightId);
        if (inventory.IsClosed)
        {
            return;
        }

        // Who has seats is known here and now: whoever books at the same time comes after this and finds the inventory closed.
        inventory.Close();
        foreach (var booking in inventory.Bookings)
        {
            decision.Send(new CancelFlightBooking(booking.ToString(), CancellationReason.FlightCancelled, command.Reason));
        }
    }
}
