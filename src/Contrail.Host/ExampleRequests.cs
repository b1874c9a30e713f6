using System.Globalization;

namespace Contrail.Host;

/// <summary>What somebody pastes into a shell to buy a flight of the demo airline; it needs nothing but curl.</summary>
internal static class ExampleRequests
{
    private const int DaysAhead = 2;

    /// <summary>The commands, for a host that listens at an address.</summary>
    public static string TextFor(string url, TimeProvider clock) => Template
        .Replace("URL", url, StringComparison.Ordinal)
        .Replace("DATE", clock.GetUtcNow().AddDays(DaysAhead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private const string Template = """
        Example requests, from search to ticket; paste them into a shell:
          url=URL json='Content-Type: application/json'
          take() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }
          offer=$(curl -s "$url/api/offers?from=LHR&to=JFK&date=DATE" | take id)
          booked=$(curl -s $url/api/bookings -H "$json" -d '{"offerId":"'$offer'","passengers":[{"type":"adult","givenName":"Ada","surname":"Lovelace","dateOfBirth":"1990-12-10"}],"contact":{"email":"ada@example.org"}}')
          booking=$(echo "$booked" | take id) me="Authorization: Bearer $(echo "$booked" | take accessToken)"
          order=$(curl -s $url/api/orders -H "$me" -H "$json" -d '{"bookingIds":["'$booking'"]}' | take id)
          curl -s -X POST $url/api/orders/$order/placement -H "$me"
          curl -s $url/api/orders/$order/payments -H "$me" -H "$json" -H "Idempotency-Key: pay-$order" -d '{"method":"card","card":{"number":"4242424242424242","expiry":"12/39","cvc":"123","holder":"Ada Lovelace"}}'
          curl -s -N $url/api/orders/$order/events -H "$me"
          curl -s $url/api/bookings/$booking -H "$me"
        """;
}
