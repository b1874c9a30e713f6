namespace Contrail.Flights.Imports.Ssim;

/// <summary>A field of a record: columns from 1, both inclusive. The positions are those of chapter 7.</summary>
internal sealed record SsimField(string Name, int First, int Last)
{
    public static readonly SsimField RecordType = new("record type", 1, 1);
    public static readonly SsimField Title = new("title", 2, 35);
    public static readonly SsimField TimeMode = new("time mode", 2, 2);
    public static readonly SsimField Suffix = new("operational suffix", 2, 2);
    public static readonly SsimField Airline = new("airline", 3, 5);
    public static readonly SsimField FlightNumber = new("flight number", 6, 9);
    public static readonly SsimField Variation = new("itinerary variation", 10, 11);
    public static readonly SsimField LegSequence = new("leg sequence", 12, 13);
    public static readonly SsimField ServiceType = new("service type", 14, 14);
    public static readonly SsimField FlightOfRecord = new("flight", 2, 14);
    public static readonly SsimField PeriodFrom = new("start of period", 15, 21);
    public static readonly SsimField PeriodTo = new("end of period", 22, 28);
    public static readonly SsimField Days = new("days of operation", 29, 35);
    public static readonly SsimField Frequency = new("frequency", 36, 36);
    public static readonly SsimField From = new("departure station", 37, 39);
    public static readonly SsimField PassengerDeparture = new("passenger departure time", 40, 43);
    public static readonly SsimField AircraftDeparture = new("aircraft departure time", 44, 47);
    public static readonly SsimField DepartureVariation = new("UTC variation at departure", 48, 52);
    public static readonly SsimField To = new("arrival station", 55, 57);
    public static readonly SsimField AircraftArrival = new("aircraft arrival time", 58, 61);
    public static readonly SsimField PassengerArrival = new("passenger arrival time", 62, 65);
    public static readonly SsimField ArrivalVariation = new("UTC variation at arrival", 66, 70);
    public static readonly SsimField Aircraft = new("aircraft type", 73, 75);
    public static readonly SsimField Configuration = new("aircraft configuration", 173, 192);
    public static readonly SsimField DepartureDay = new("departure date variation", 193, 193);
    public static readonly SsimField ArrivalDay = new("arrival date variation", 194, 194);
    public static readonly SsimField TrailerReference = new("serial number check reference", 188, 193);
    public static readonly SsimField TrailerEnd = new("continuation or end", 194, 194);
    public static readonly SsimField Serial = new("record serial number", 195, 200);
}
