using Contrail.Engine.Projections;
using Contrail.Flights.Domain.Airports;

namespace Contrail.Flights.Features.Airports;

/// <summary>An airport as it is looked up.</summary>
/// <param name="Code">IATA code.</param>
/// <param name="CityText">The city in plain small letters, for searches.</param>
/// <param name="NameText">The name in plain small letters, for searches.</param>
/// <param name="CityCode">Metropolitan code.</param>
/// <param name="Details">All facts.</param>
internal sealed record AirportRow(string Code, string CityText, string NameText, string CityCode, AirportDetails Details);

/// <summary>Airports by code, city and name.</summary>
internal sealed class AirportsProjection : Projection<AirportRow>
{
    public const string ReadModel = "airports";

    public AirportsProjection()
        : base(ReadModel, version: 1)
    {
        On<AirportCreated>(e => e.Code, (_, e) => RowOf(e.Code, e.Details));
        On<AirportChanged>(e => e.Code, (_, e) => RowOf(e.Code, e.Details));
        Index("city_code");
        Index("city_text");
        Index("name_text");
    }

    private static AirportRow RowOf(AirportCode code, AirportDetails details) =>
        new(code.ToString(), PlainText.Of(details.City), PlainText.Of(details.Name), details.CityCode, details);
}
