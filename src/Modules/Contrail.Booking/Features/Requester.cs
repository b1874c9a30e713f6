using Contrail.Booking.Domain.FlightBookings;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;

namespace Contrail.Booking.Features;

/// <summary>Who asks about a booking: part of commands, so that whose it is is decided on the booking itself, not on a read model.</summary>
/// <param name="UserId">A signed-in user.</param>
/// <param name="HasToken">A guest whose token covers the booking.</param>
/// <param name="IsStaff">Staff see and change every booking.</param>
internal sealed record Requester(string? UserId, bool HasToken, bool IsStaff)
{
    public static Requester Of(Caller caller, FlightBookingId booking) =>
        new(caller.UserId, caller.Covers(TokenScope(booking)), caller.HasRole(Role.Agent, Role.Operations));

    /// <summary>What a guest's token names.</summary>
    public static string TokenScope(FlightBookingId booking) => $"booking:{booking}";

    public bool Owns(string? owner) => HasToken || (UserId is not null && UserId == owner);

    /// <summary>As what they cancel: the fare's conditions hold for travellers, not for staff who cancel for them.</summary>
    public CancellationReason CancelsAs(string? owner) => Owns(owner) ? CancellationReason.Traveller : CancellationReason.Staff;

    /// <summary>A booking that is not theirs does not exist for them.</summary>
    /// <exception cref="RefusedException">It is neither theirs nor are they staff (not found).</exception>
    public void MustSee(FlightBookingId booking, string? owner)
    {
        if (!IsStaff && !Owns(owner))
        {
            throw RefusedException.NotFound("Booking", booking);
        }
    }
}
