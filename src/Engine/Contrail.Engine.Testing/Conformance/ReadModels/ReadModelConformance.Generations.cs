using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;
using Shouldly;
using Xunit;

namespace Contrail.Engine.Testing.Conformance;

// The catalogue of generations.
public abstract partial class ReadModelConformance
{
    private static readonly ReadModelGeneration First = new("seat_map", 1, "seat_map_v1", false);
    private static readonly ReadModelGeneration Second = new("seat_map", 2, "seat_map_v2", false);
    private static readonly ReadModelGeneration Foreign = new("flights", 1, "flights_v1", false);

    [Fact]
    public async Task A_read_model_begins_without_generations()
    {
        (await ReadModels.ReadGenerationsAsync("seat_map", Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_generation_is_added_without_being_served()
    {
        await AddAsync(First, Second with { IsServed = true }, Foreign);

        await ShouldHaveAsync(First, Second);
        (await ReadModels.ReadGenerationsAsync("flights", Cancel)).ShouldBe([Foreign]);
    }

    [Fact]
    public async Task One_generation_is_served_in_place_of_another()
    {
        await AddAsync(First, Second, Foreign);
        await ReadModels.ServeAsync("flights", Foreign.Table, Cancel);

        await ReadModels.ServeAsync("seat_map", First.Table, Cancel);
        await ShouldHaveAsync(First with { IsServed = true }, Second);
        await ReadModels.ServeAsync("seat_map", Second.Table, Cancel);

        await ShouldHaveAsync(First, Second with { IsServed = true });
        (await ReadModels.ReadGenerationsAsync("flights", Cancel)).Single().IsServed.ShouldBeTrue();
    }

    [Fact]
    public async Task Adding_a_generation_again_leaves_it_served()
    {
        await AddAsync(First);
        await ReadModels.ServeAsync("seat_map", First.Table, Cancel);

        await AddAsync(First);

        await ShouldHaveAsync(First with { IsServed = true });
    }

    [Fact]
    public async Task A_generation_is_removed_only_while_it_is_not_served()
    {
        await AddAsync(First, Second);
        await ReadModels.ServeAsync("seat_map", First.Table, Cancel);

        await ReadModels.RemoveGenerationAsync("seat_map", First.Table, Cancel);
        await ReadModels.RemoveGenerationAsync("seat_map", Second.Table, Cancel);
        await ReadModels.RemoveGenerationAsync("seat_map", "seat_map_v9", Cancel);

        await ShouldHaveAsync(First with { IsServed = true });
    }

    [Fact]
    public async Task Generations_are_kept_over_a_restart()
    {
        await AddAsync(First, Second);
        await ReadModels.ServeAsync("seat_map", Second.Table, Cancel);

        await ReopenAsync();

        await ShouldHaveAsync(First, Second with { IsServed = true });
    }

    [Fact]
    public async Task The_view_of_a_read_model_shows_the_rows_of_the_generation_that_is_served()
    {
        await AddAsync(First, Second);
        await FillAsync(First, "old");
        await FillAsync(Second, "new");

        await ReadModels.ServeAsync("seat_map", First.Table, Cancel);
        (await ViewAsync()).ShouldBe("old");
        await ReadModels.ServeAsync("seat_map", Second.Table, Cancel);
        await ReadModels.RemoveGenerationAsync("seat_map", First.Table, Cancel);
        await ReadModels.DropTableAsync(First.Table, First.Table, Cancel);

        (await ViewAsync()).ShouldBe("new");
    }

    private static TableSchema Schema(string table) => new(table, [new("seat", ColumnKind.Text, false), new("holder", ColumnKind.Text, true)], []);

    private async Task FillAsync(ReadModelGeneration generation, string holder)
    {
        var lease = await Subscriptions.AcquireAsync(generation.Table, "node-1", TimeSpan.FromMinutes(1), Cancel);
        await Subscriptions.CommitAsync(
            lease!, new SubscriptionCommit(1, [], [], [new TableChange(Schema(generation.Table), [["12A", holder]], [])]), Cancel);
    }

    private async Task<object?> ViewAsync() => (await ReadModels.ReadRowsAsync(Schema("seat_map"), ["12A"], Cancel)).Single()[1];

    private async Task AddAsync(params ReadModelGeneration[] generations)
    {
        foreach (var generation in generations)
        {
            await ReadModels.CreateTableAsync(Schema(generation.Table), Cancel);
            await ReadModels.AddGenerationAsync(generation, Cancel);
        }
    }

    private async Task ShouldHaveAsync(params ReadModelGeneration[] expected) =>
        (await ReadModels.ReadGenerationsAsync("seat_map", Cancel)).ShouldBe(expected, ignoreOrder: true);
}
