using Contrail.Contracts.Flights;
using Contrail.Engine.Domain;

namespace Contrail.Booking.Domain.FlightBookings;

/// <summary>A rule about who travels: breaking it means that the request makes no sense, whatever the state.</summary>
internal abstract class PassengerRule(string translationKey) : Rule(translationKey)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed class OneToNinePassengersRule(int passengers) : PassengerRule("FlightBooking_One_To_Nine_Passengers")
{
    public const int Most = 9;

    public override string Explanation => $"A booking has one to {Most} passengers. Make several bookings for a larger group.";

    public override bool IsFollowed() => passengers is >= 1 and <= Most;
}

internal sealed class AtLeastOneAdultRule(IReadOnlyList<Passenger> passengers) : PassengerRule("FlightBooking_At_Least_One_Adult")
{
    public override string Explanation => "Children and infants travel with an adult: add one.";

    public override bool IsFollowed() => passengers.Any(p => p.Type == PassengerType.Adult);
}

internal sealed class AnInfantNeedsAnAdultsLapRule(IReadOnlyList<Passenger> passengers) : PassengerRule("FlightBooking_An_Infant_Needs_An_Adults_Lap")
{
    public override string Explanation => "There are more infants than adults. Each infant sits on the lap of an adult of its own.";

    public override bool IsFollowed() => passengers.Count(p => p.Type == PassengerType.Infant) <= passengers.Count(p => p.Type == PassengerType.Adult);
}

internal sealed class PassengersMustMatchTheOfferRule(IReadOnlyList<Passenger> passengers, IReadOnlyDictionary<PassengerType, int> offered)
    : PassengerRule("FlightBooking_Passengers_Must_Match_The_Offer")
{
    public override string Explanation =>
        $"The offer is for {string.Join(", ", offered.Where(o => o.Value > 0).Select(o => $"{o.Key.ToString().ToLowerInvariant()}: {o.Value}"))}. "
        + "Name these passengers, or search again.";

    public override bool IsFollowed() =>
        Enum.GetValues<PassengerType>().All(type => passengers.Count(p => p.Type == type) == offered.GetValueOrDefault(type));
}

internal sealed class PassengersMustHaveTheAgeOfTheirTypeRule(IReadOnlyList<Passenger> passengers, DateOnly lastDeparture)
    : PassengerRule("FlightBooking_Passengers_Must_Have_The_Age_Of_Their_Type")
{
    public override string Explanation
    {
        get
        {
            var wrong = passengers.First(IsWrong);
            return $"{wrong.FullName()} is not of the age of {(wrong.Type == PassengerType.Child ? "a child" : $"an {wrong.Type.ToString().ToLowerInvariant()}")} "
                + $"on {lastDeparture:yyyy-MM-dd}: infants are under 2 years, children under 12.";
        }
    }

    public override bool IsFollowed() => !passengers.Any(IsWrong);

    private bool IsWrong(Passenger passenger) => passenger.TypeOn(lastDeparture) != passenger.Type;
}

internal sealed class NamesMustBeReadableRule(IReadOnlyList<Passenger> passengers) : PassengerRule("FlightBooking_Names_Must_Be_Readable")
{
    public override string Explanation => Problems().First();

    public override bool IsFollowed() => !Problems().Any();

    private IEnumerable<string> Problems() => passengers.SelectMany(p => new[] { p.GivenName, p.Surname }).Select(PersonName.ProblemOf).OfType<string>();
}

internal sealed class BirthDatesMustNotBeInTheFutureRule(IReadOnlyList<Passenger> passengers, DateTimeOffset now)
    : PassengerRule("FlightBooking_Birth_Dates_Must_Not_Be_In_The_Future")
{
    /// <summary>Where the day begins first.</summary>
    private static readonly TimeSpan EasternmostOffset = TimeSpan.FromHours(14);

    public override string Explanation => "A date of birth lies in the future.";

    public override bool IsFollowed() => passengers.All(p => p.DateOfBirth <= DateOnly.FromDateTime(now.ToOffset(EasternmostOffset).DateTime));
}

internal sealed class SeatsMustBeForPassengersWithASeatRule(IReadOnlyList<SeatChoice> seats, IReadOnlyList<Passenger> passengers, IReadOnlyList<string> flights)
    : PassengerRule("FlightBooking_Seats_Must_Be_For_Passengers_With_A_Seat")
{
    public override string Explanation =>
        "Choose seats on the flights of this booking only, at most one for each passenger and flight, and none for infants.";

    public override bool IsFollowed() =>
        seats.All(s => flights.Contains(s.FlightId.Value) && s.Passenger >= 0 && s.Passenger < passengers.Count && passengers[s.Passenger].NeedsSeat())
        && seats.DistinctBy(s => (s.FlightId, s.Passenger)).Count() == seats.Count;
}
