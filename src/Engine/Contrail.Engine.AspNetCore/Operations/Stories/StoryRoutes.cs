using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.Engine.AspNetCore;

/// <summary>Everything that happened about one booking, order or payment, however many requests it took.</summary>
internal static class StoryRoutes
{
    public static void Map(IEndpointRouteBuilder ops) => ops
        .MapGet("/stories/{of}", GetAsync)
        .WithName("GetStory").WithSummary("Everything that happened about a booking (by reference or id), an order or a payment: one graph over all requests and modules")
        .AllowAccess(Operations.Access);

    private static async Task<Ok<Story>> GetAsync(
        string of, IEnumerable<IStorySource> sources, RunningModules modules, Operations operations, CancellationToken cancellation) =>
        TypedResults.Ok(await new StoryReader([.. sources], modules, operations.Correlations).ReadAsync(of, cancellation).ConfigureAwait(false));
}

/// <summary>What happened about one matter.</summary>
/// <param name="Subjects">What it is about: bookings, orders, payments.</param>
/// <param name="Streams">Where it lies.</param>
/// <param name="Correlations">The requests that concerned it, in the order in which they began; the first 50.</param>
/// <param name="Graph">Their commands and events, without what concerns others only.</param>
public sealed record Story(
    IReadOnlyList<Subject> Subjects, IReadOnlyList<StoryStream> Streams, IReadOnlyList<StoryCorrelation> Correlations, CausationGraph Graph);

/// <summary>A stream of a matter.</summary>
/// <param name="Module">In whose log.</param>
/// <param name="Stream">Its name.</param>
public sealed record StoryStream(string Module, string Stream);

/// <summary>A request that concerned a matter.</summary>
/// <param name="CorrelationId">The id of everything that it set off.</param>
/// <param name="At">When its first event was recorded.</param>
/// <param name="Events">How many events of it concern the matter.</param>
public sealed record StoryCorrelation(Guid CorrelationId, DateTimeOffset At, int Events);
