using Contrail.Contracts;
using Contrail.Contracts.Flights;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Contracts;

public sealed class OfferSignerSpecs
{
    private static readonly OfferSigner Signer = new(Enumerable.Repeat((byte)7, 32).ToArray());

    private static readonly Offer Offer = new(
        ["CT101-2026-12-01-LHR"], Cabin.Economy, FareFamily.Flex, new Dictionary<PassengerType, int> { [PassengerType.Adult] = 2 },
        [new PriceLine(PriceLineKind.Fare, "BASE", "Fare", new Money(20_000, "EUR"))], new Money(20_000, "EUR"), new Money(0, "EUR"),
        new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_token_gives_the_offer_back()
    {
        var read = Signer.Read(Signer.Sign(Offer)).ShouldNotBeNull();
        (read.FlightIds[0], read.Total, read.Passengers[PassengerType.Adult], read.PriceGuaranteedUntil)
            .ShouldBe((Offer.FlightIds[0], Offer.Total, 2, Offer.PriceGuaranteedUntil));
    }

    [Fact]
    public void No_change_of_one_character_is_accepted()
    {
        var token = Signer.Sign(Offer);
        for (var i = 0; i < token.Length; i++)
        {
            var forged = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            if (Signer.Read(forged) is { } read)
            {
                // Unused bits of base64's last character may differ; what they stand for does not.
                (read.Total, read.FlightIds[0]).ShouldBe((Offer.Total, Offer.FlightIds[0]));
                i.ShouldBeOneOf(token.Length - 1, token.IndexOf('.', StringComparison.Ordinal) - 1);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("abc")]
    [InlineData("e30.e30")]
    [InlineData("e30.\u00e9")]
    [InlineData("\0.\0")]
    public void Anything_else_is_no_offer(string token) => Signer.Read(token).ShouldBeNull();

    [Fact]
    public void A_token_of_another_key_is_no_offer() => new OfferSigner(new byte[32]).Read(Signer.Sign(Offer)).ShouldBeNull();

    [Fact]
    public void A_huge_token_is_no_offer() => Signer.Read(new string('A', 1_000_000) + ".AAAA").ShouldBeNull();
}
