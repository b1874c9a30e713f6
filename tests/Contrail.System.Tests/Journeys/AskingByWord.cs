using System.Net;
using Contrail.System.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>Query strings take the words that stand in answers.</summary>
public sealed class AskingByWord(SharedHost host)
{
    [Theory]
    [InlineData("/api/offers?from=LHR&to=JFK&date={date}&cabin=", "premiumEconomy", "economy")]
    [InlineData("/api/flights?status=", "scheduled", "cancelled")]
    [InlineData("/api/orders?status=", "awaitingPayment", "confirmed")]
    [InlineData("/api/bookings?status=", "reserved", "expired")]
    [InlineData("/api/payments?status=", "captured", "failed")]
    [InlineData("/api/notifications?status=", "sent", "failed")]
    [InlineData("/api/ops/ordering/processes?state=", "open", "completed")]
    public async Task A_filter_takes_the_words_of_the_answers_and_names_them_when_it_is_another(string route, params string[] words)
    {
        var admin = await Staff.AdminAsync(host.Client);
        var path = route.Replace("{date}", JourneyHost.Today.AddDays(2).ToString("yyyy-MM-dd", null), StringComparison.Ordinal);

        foreach (var word in words)
        {
            (await admin.GetAsync(path + word)).Status.ShouldBe(HttpStatusCode.OK, word);
        }

        var refused = await admin.GetAsync(path + "nonsense");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Body!.ToJsonString().ShouldContain(words[0], Case.Insensitive);
    }
}
