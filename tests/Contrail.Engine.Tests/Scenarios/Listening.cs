using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Projections;
using Contrail.Engine.Reactions;
using Contrail.SeatBank.SeatBanks;

namespace Contrail.Engine.Tests.Scenarios;

public sealed record Heard(string BankId, string Holders);

/// <summary>Lists the holders of each bank in the order in which it heard of them: what is skipped, doubled or reordered shows.</summary>
internal sealed class HeardProjection : Projection<Heard>
{
    public HeardProjection(int version = 1, string mark = "")
        : base("heard", version) =>
        On<SeatsHeld>(e => e.BankId, (row, e) => IsPoison(e.Holder)
            ? throw new InvalidOperationException($"{e.Holder} cannot be heard.")
            : new Heard(e.BankId.ToString(), $"{row?.Holders}{mark}{e.Holder} "));

    public static string TableOf(int version = 1, int number = 1) => $"heard_v{version}_g{number}";

    public Func<string, bool> IsPoison { get; set; } = _ => false;
}

/// <summary>Does outside what a test says, and notes every delivery.</summary>
internal sealed class Outside : ISideEffect<SeatsHeld>
{
    private readonly Lock gate = new();

    public List<(string Holder, Guid Key)> Calls { get; } = [];

    public Func<string, Task<ICommand?>> Perform { get; set; } = _ => Task.FromResult<ICommand?>(null);

    public async Task<ICommand?> PerformAsync(EventEnvelope<SeatsHeld> e, Guid idempotencyKey, CancellationToken cancellation)
    {
        lock (gate)
        {
            Calls.Add((e.Event.Holder, idempotencyKey));
        }

        return await Perform(e.Event.Holder);
    }
}
