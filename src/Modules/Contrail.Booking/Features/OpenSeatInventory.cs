using Contrail.Booking.Domain.Flights;
using Contrail.Booking.Domain.SeatInventories;
using Contrail.Contracts.Flights;
using Contrail.Engine.Decisions;

namespace Contrail.Booking.Features;

/// <summary>Opens the seats of a flight.</summary>
internal sealed record OpenSeatInventory(FlightId FlightId, IReadOnlyList<CabinLayout> Cabins) : ICommand;

internal sealed class OpenSeatInventoryHandler : ICommandHandler<OpenSeatInventory>
{
    public void Handle(OpenSeatInventory command, IDecision decision)
    {
        // The news that it is cancelled may have been heard first.
        if (decision.Find<SeatInventory>(command.FlightId) is null && decision.Find<FlightFacts>(command.FlightId) is not { IsCancelled: true })
        {
            decision.Add(SeatInventory.Open(command.FlightId, command.Cabins));
        }
    }
}
