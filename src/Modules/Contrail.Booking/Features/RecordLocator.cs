using System.Buffers.Binary;
using System.Security.Cryptography;
using Contrail.Booking.Domain.FlightBookings;
using Contrail.Engine.Decisions;

namespace Contrail.Booking.Features;

/// <summary>
/// The reference of a booking: six of 28 characters, nearly 482 million in all. Left out are <c>0 O 1 I L</c>, which look alike, and the
/// other vowels, so that no words come out. It follows from the command's id by a hash: the same command gets the same reference,
/// and nobody can guess the next one from the last.
/// </summary>
internal static class RecordLocator
{
    public const string Alphabet = "BCDFGHJKMNPQRSTVWXYZ23456789";
    public const int Length = 6;

    private const int MaxCandidates = 50;
    private const string Scope = "Booking_Reference";

    /// <summary>Claims the first reference of the command that nobody has.</summary>
    public static string Claim(IDecision decision, FlightBookingId booking)
    {
        var free = Enumerable.Range(0, MaxCandidates).Select(n => Candidate(decision.CommandId, n)).First(c => decision.ClaimedBy(Scope, c) is null);
        decision.Claim(Scope, free, booking.ToString());
        return free;
    }

    internal static string Candidate(Guid commandId, int attempt)
    {
        var number = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(DerivedId.From(commandId, $"reference:{attempt}").ToByteArray()));
        return string.Create(Length, number, static (text, left) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                (left, var digit) = Math.DivRem(left, (ulong)Alphabet.Length);
                text[i] = Alphabet[(int)digit];
            }
        });
    }
}
