using Contrail.Engine.AspNetCore;
using Contrail.Identity;
using Contrail.Payments;

namespace Contrail.Host;

/// <summary>What visitors of a demo may use: public logins, and cards without money behind them.</summary>
/// <param name="IsDemo">Whether this host is a demo. Never in Production.</param>
/// <param name="Logins">Who can sign in; nobody where it is none.</param>
/// <param name="Cards">Cards of the payment simulator; none where it is none.</param>
internal sealed record DemoAnswer(bool IsDemo, IReadOnlyList<DemoLogin> Logins, IReadOnlyList<DemoCard> Cards);

/// <summary>Tells the website whether to offer what only a demo has.</summary>
internal static class DemoEndpoint
{
    /// <summary>Maps <c>GET /api/demo</c>.</summary>
    public static void MapDemo(this IEndpointRouteBuilder routes, DemoSize size)
    {
        var answer = size == DemoSize.None ? new DemoAnswer(false, [], []) : new DemoAnswer(true, DemoLogin.All, DemoCard.All);
        routes.MapGet("/api/demo", () => TypedResults.Ok(answer))
            .WithName("GetDemo").WithSummary("Whether this is a demo, and the logins and cards that its visitors may use").WithTags("Demo")
            .AllowAccess(AccessRule.Anyone);
    }
}
