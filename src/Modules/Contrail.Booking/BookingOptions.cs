using Contrail.Booking.Domain.FlightBookings;

namespace Contrail.Booking;

/// <summary>How long seats are held.</summary>
public sealed record BookingOptions
{
    /// <summary>How long people are given to pay.</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How much longer seats are held than people are told: for payments on their way.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before the deadline people are warned.</summary>
    public TimeSpan WarnBefore { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long before departure everything must be paid.</summary>
    public TimeSpan SalesCloseBefore { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Holds seats so long; what else depends on it is never longer than with the usual quarter of an hour.</summary>
    public static BookingOptions Holding(TimeSpan time)
    {
        static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
        var usual = new BookingOptions();
        return usual with { HoldTime = time, Grace = Shorter(usual.Grace, time / 4), WarnBefore = Shorter(usual.WarnBefore, time / 3) };
    }

    /// <summary>The deadline of what is booked now: in whole seconds, for people, and before sales close.</summary>
    internal PaymentDeadline DeadlineFrom(DateTimeOffset now, DateTimeOffset departure)
    {
        var (wanted, salesClose) = (now + HoldTime, departure - SalesCloseBefore);
        var payBefore = DateTimeOffset.FromUnixTimeSeconds((wanted < salesClose ? wanted : salesClose).ToUnixTimeSeconds());
        return new PaymentDeadline(payBefore, payBefore + Grace);
    }
}
