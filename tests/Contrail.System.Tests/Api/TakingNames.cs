using Contrail.System.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Api;

/// <summary>However strict: people are called what they are called.</summary>
public sealed class TakingNames(SharedHost shared)
{
    [Theory]
    [InlineData("Zoë", "O'Brien-Müller")]
    [InlineData("Nguyễn", "Thị Hương")]
    [InlineData("Łukasz", "Żółć")]
    [InlineData("عمر", "الفاروق")]
    [InlineData("李", "小龙")]
    public async Task Names_that_people_have_are_taken(string given, string surname)
    {
        var api = new ApiClient(shared.Client);
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(4);
        var offer = (await new Buyer(api, "names").SearchAsync(new Journey("LHR", "JFK", date)))[0];
        var passengers = new[] { new { type = "adult", givenName = given, surname, dateOfBirth = "1990-05-17" } };

        var answer = await api.PostAsync("/api/bookings", new { offerId = (string)offer["id"]!, passengers, contact = new { email = "ada@example.org" } });

        ((string?)answer.Expect()["passengers"]![0]!["surname"]).ShouldBe(surname);
    }
}
