using System.Net;
using Npgsql;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Journeys;

/// <summary>The main journeys with PostgreSQL underneath, in a database of their own.</summary>
[Trait("Store", "PostgreSQL")]
public sealed class OnPostgres : IAsyncLifetime
{
    private const string Variable = "CONTRAIL_TEST_POSTGRES";
    private readonly DataDirectory data = new();
    private readonly string database = $"contrail_journeys_{Guid.NewGuid():N}";
    private string connection = "";

    private Variables Database => new(("CONTRAIL_POSTGRES", connection));

    public async ValueTask InitializeAsync()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"Set {Variable} to a connection string for PostgreSQL to run these tests.");
        await ExecuteAsync($"create database {database}");
        connection = new NpgsqlConnectionStringBuilder(server) { Database = database }.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        data.Dispose();
        if (connection.Length > 0)
        {
            await ExecuteAsync($"drop database {database} with (force)");
        }
    }

    [Fact]
    public async Task What_was_bought_and_cancelled_is_there_after_a_kill_and_every_log_is_whole()
    {
        var (kept, cancelled) = ("", "");
        await using (var host = await StartAsync())
        {
            var (first, second) = (await PurchaseAsync(host, "first"), await PurchaseAsync(host, "second"));
            (kept, cancelled) = (first.BookingId!, second.BookingId!);
            (await second.Guest.PostAsync($"/api/bookings/{cancelled}/cancellation", null, "cancel")).Expect();
            await Progress.UntilAsync(
                () => second.Guest.GetAsync($"/api/orders/{second.OrderId}"), o => (string?)o.Body!["refunds"]!.AsArray().FirstOrDefault()?["status"] == "refunded");
            await host.KillAsync();
        }

        await using (var host = await StartAsync())
        {
            var admin = await Staff.AdminAsync(host.Client);
            (await admin.GetAsync($"/api/bookings/{kept}")).Text("status").ShouldBe("confirmed");
            (await admin.GetAsync($"/api/bookings/{cancelled}")).Text("status").ShouldBe("cancelled");
            await PurchaseAsync(host, "third");
            await AuditAsync(admin);
            (await host.StopAsync()).ShouldBe(0);
        }

        var verified = await HostProcess.RunAsync("verify", "--storage", "postgres", "--postgres", connection, "--data", data.Path);
        verified.ExitCode.ShouldBe(0, verified.Output + verified.Errors);
        await ExpectRefusedWithoutStorageAsync("verify");
        await ExpectRefusedWithoutStorageAsync("serve", "--urls", "http://127.0.0.1:0");
        await ExpectRefusedWithoutStorageAsync("import", "airports", HttpFile.Folder + "/README.md");
    }

    /// <summary>Taken for SQLite's, the directory would look as if its logs were lost.</summary>
    private async Task ExpectRefusedWithoutStorageAsync(params string[] verb)
    {
        var (code, _, errors) = await HostProcess.RunAsync([.. verb, "--data", data.Path]);
        (code, errors.Contains("lie in PostgreSQL", StringComparison.Ordinal)).ShouldBe((2, true), errors);
    }

    [Fact]
    public async Task Two_hosts_sell_from_one_database_and_one_goes_on_when_the_other_is_killed()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var admin = await Staff.AdminAsync(one.Client);
        var flight = await SmallFlight.ScheduleAsync(admin, "ZZ1", new Journey("EDI", "CDG", Today.AddDays(9)), seats: 12);
        var offer = await flight.OfferAsync(new Buyer(new ApiClient(other.Client), "looker"));

        var sold = await Task.WhenAll(Enumerable.Range(0, 30).Select(async n =>
        {
            var buyer = new Buyer(new ApiClient(n % 2 == 0 ? one.Client : other.Client), $"twin{n}");
            return (await buyer.BookAsync(offer)).IsSuccess && await PayAsync(buyer) ? 1 : 0;
        }));

        sold.Sum().ShouldBe(12);
        await AuditAsync(admin);
        (await flight.CountAsync(admin)).ShouldBe((0, 12, 0));

        await one.KillAsync();
        var survivor = new Buyer(new ApiClient(other.Client), "survivor");
        (await survivor.BookAsync((await survivor.SearchAsync(new Journey("LHR", "JFK", Today.AddDays(2))))[0])).Expect();
        // News between modules wait until the leases of the dead host have run out: somebody asks again.
        (await Progress.UntilAsync(() => survivor.OrderAsync(), a => a.Status != HttpStatusCode.ServiceUnavailable)).Expect();
        (await Progress.UntilAsync(() => survivor.PayAsync(), a => a.IsSuccess)).Expect();
        ((string)(await survivor.SettleAsync())["status"]!).ShouldBe("confirmed");
        await AuditAsync(await Staff.AdminAsync(other.Client));
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private Task<HostProcess> StartAsync() => HostProcess.StartAsync(data.Path, Database, "--storage", "postgres", "--small-demo");

    private async Task AuditAsync(ApiClient admin)
    {
        await Quiet.WaitAsync(admin);
        (await new Audit(admin, data.File("payment-simulator.db")).RunAsync()).ShouldBeEmpty();
    }

    private static async Task<Buyer> PurchaseAsync(HostProcess host, string name)
    {
        var buyer = new Buyer(new ApiClient(host.Client), name);
        var order = await buyer.PurchaseAsync((await buyer.SearchAsync(new Journey("LHR", "JFK", Today.AddDays(2))))[0]);
        ((string)order["status"]!).ShouldBe("confirmed");
        return buyer;
    }

    private static async Task<bool> PayAsync(Buyer buyer)
    {
        (await buyer.OrderAsync()).Expect();
        (await buyer.PayAsync()).Expect();
        return (string)(await buyer.SettleAsync())["status"]! == "confirmed";
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var server = new NpgsqlConnection(Environment.GetEnvironmentVariable(Variable));
        await server.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
