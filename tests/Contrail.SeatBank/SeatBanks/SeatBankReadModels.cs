using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Projections;
using Contrail.Engine.Reactions;

namespace Contrail.SeatBank.SeatBanks;

public sealed record BankOverview(string BankId, string Code, long Capacity, long Free, long Held, long Sold, bool IsClosed);

/// <summary>How full each bank is.</summary>
public sealed class BankOverviewProjection : Projection<BankOverview>
{
    public BankOverviewProjection(int version = 1)
        : base("bank_overview", version)
    {
        On<SeatBankOpened>(e => e.BankId, (_, e) => new BankOverview(e.BankId.ToString(), e.Code, e.Capacity, e.Capacity, 0, 0, false));
        On<SeatsHeld>(e => e.BankId, (row, e) => row! with { Free = row.Free - e.Seats, Held = row.Held + e.Seats });
        On<SeatsReleased>(e => e.BankId, (row, e) => row! with { Free = row.Free + e.Seats, Held = row.Held - e.Seats });
        On<SeatsSold>(e => e.BankId, (row, e) => row! with { Held = row.Held - e.Seats, Sold = row.Sold + e.Seats });
        On<SeatBankClosed>(e => e.BankId, (row, _) => row! with { IsClosed = true });
        Index("code");
    }
}

public sealed record Holding(string Id, string BankId, string Holder, int Seats, string Status, DateTimeOffset Since);

/// <summary>Who holds or has bought what, since when.</summary>
public sealed class HoldingsProjection : Projection<Holding>
{
    public HoldingsProjection()
        : base("holdings", version: 1)
    {
        On<SeatsHeld>(e => Key(e.BankId, e.Holder), (_, e, at) => new Holding(Key(e.BankId, e.Holder), e.BankId.ToString(), e.Holder, e.Seats, "held", at.RecordedAt));
        On<SeatsSold>(e => Key(e.BankId, e.Holder), (row, _, at) => row! with { Status = "sold", Since = at.RecordedAt });
        On<SeatsReleased>(e => Key(e.BankId, e.Holder), (_, _) => null);
        Index("bank_id", "holder");
    }

    private static string Key(SeatBankId bank, string holder) => $"{bank}/{holder}";
}

/// <summary>A bank whose last seat is sold is closed.</summary>
internal sealed class OnLastSeatSold : IReaction<SeatsSold>
{
    public ICommand? React(EventEnvelope<SeatsSold> e) => e.Event.Holder.StartsWith("last", StringComparison.Ordinal) ? new CloseSeatBank(e.Event.BankId) : null;
}
