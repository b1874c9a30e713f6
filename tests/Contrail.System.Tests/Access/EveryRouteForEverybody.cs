using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Contrail.System.Tests.Access;

/// <summary>Every route of the OpenAPI document is asked for by everybody; see <see cref="AccessTable"/>.</summary>
public sealed class EveryRouteForEverybody(AccessWorld world)
{
    [Fact]
    public async Task Every_route_has_a_row_and_every_row_a_route()
    {
        var operations = await world.OperationsAsync();

        operations.Keys.Except(AccessTable.Rows.Select(r => r.Operation)).ShouldBeEmpty("these routes have no row in AccessTable: say there who may call them");
        AccessTable.Rows.Select(r => r.Operation).Except(operations.Keys).ShouldBeEmpty("these rows of AccessTable have no route");
        AccessTable.Rows.GroupBy(r => r.Operation).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty("these rows are there twice");
        AccessTable.Rows.Where(r => r.Expected.Count != AccessTable.Callers.Count).Select(r => r.Operation).ShouldBeEmpty("these rows have too few or too many columns");
    }

    [Fact]
    public async Task A_row_asks_for_its_own_route()
    {
        var operations = await world.OperationsAsync();
        var strayed =
            from row in AccessTable.Rows
            let ask = row.Ask(world.OfTraveller)
            let route = operations[row.Operation]
            where ask.Method != route.Method || !Regex.IsMatch(ask.Path.Split('?')[0], $"^{Regex.Replace(route.Path, @"\{[^}]+\}", "[^/]+")}$")
            select $"{row.Operation} is {route.Method} {route.Path}, the row asks for {ask.Method} {ask.Path}";

        strayed.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_traveller_bought_is_theirs_their_guest_tokens_and_the_staffs_and_nobody_elses() =>
        (await MismatchesAsync(world.OfTraveller, row => row.Expected)).ShouldBeEmpty();

    [Fact]
    public async Task What_a_guest_bought_is_no_travellers() =>
        (await MismatchesAsync(world.OfGuest, row => [row.Expected[0], row.Expected[2], .. row.Expected.Skip(2)])).ShouldBeEmpty();

    private async Task<IReadOnlyList<string>> MismatchesAsync(Things things, Func<AccessRow, IReadOnlyList<string>> expectedOf)
    {
        var mismatches = new List<string>();
        foreach (var row in AccessTable.Rows)
        {
            foreach (var (caller, expected) in AccessTable.Callers.Zip(expectedOf(row)))
            {
                var token = row.ForOneSession && world.UserTokens.ContainsKey(caller) ? await world.SignInAsync(caller) : world.TokenOf(caller, things);
                var (status, code) = await AccessWorld.SendAsync(world.Host.Client, row.Ask(things), token);
                if (OutcomeOf(status) != expected)
                {
                    mismatches.Add($"{row.Operation} for {caller}: expected {expected}, got {status} {code}");
                }
            }
        }

        return mismatches;
    }

    private static string OutcomeOf(int status) => status switch
    {
        401 or 403 or 404 => $"{status}",
        >= 200 and < 500 => "ok",
        _ => "a failure",
    };
}
