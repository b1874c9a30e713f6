using Contrail.Contracts.Flights;
using Contrail.Engine.Decisions;
using Contrail.Flights.Domain.AircraftTypes;

namespace Contrail.Flights.Features;

/// <summary>States the facts of an aircraft type; one that is known is changed, if they differ.</summary>
internal sealed record RegisterAircraftType(AircraftTypeCode Code, string Name, int RangeKm, int CruiseKmh, IReadOnlyList<CabinLayout> Cabins)
    : ICommand<ImportEffect>;

internal sealed class RegisterAircraftTypeHandler : ICommandHandler<RegisterAircraftType, ImportEffect>
{
    public ImportEffect Handle(RegisterAircraftType command, IDecision decision)
    {
        var details = new AircraftDetails(command.Name, command.RangeKm, command.CruiseKmh, command.Cabins);
        if (decision.Find<AircraftType>(command.Code) is not { } type)
        {
            decision.Add(AircraftType.Register(command.Code, details));
            return ImportEffect.Created;
        }

        var before = type.Version;
        type.Change(details);
        return type.Version > before ? ImportEffect.Changed : ImportEffect.Unchanged;
    }
}
