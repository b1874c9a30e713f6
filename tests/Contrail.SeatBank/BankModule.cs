using System.Text.Json.Nodes;
using Contrail.Engine.Modules;
using Contrail.SeatBank.Purchases;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;

namespace Contrail.SeatBank;

/// <summary>The sample domain: states, read models, a reaction, a process, messages to another module, whose side effect is <see cref="PrintReceipts"/>. Commands sent by a decision have tests of their own.</summary>
public sealed class BankModule : Module
{
    public override string Name => "bank";

    /// <summary>Whether holding seats starts a purchase at the till.</summary>
    public bool WithPurchases { get; init; } = true;

    public override void Define(ModuleBuilder module)
    {
        module
            .AddFrom(typeof(BankModule).Assembly, "Contrail.SeatBank.SeatBanks")
            .AddFrom(typeof(BankModule).Assembly, "Contrail.SeatBank.Purchases")
            .AddTypes(typeof(ChargeHolder), typeof(HolderChargedV1))
            .Upcast("bank.seat_bank.opened", from: 1, WithCode)
            .AddProjection(new BankOverviewProjection())
            .AddProjection(new HoldingsProjection())
            .AddReaction(new OnLastSeatSold());
        if (WithPurchases)
        {
            module.AddProcess<SeatPurchase>();
        }
    }

    /// <summary>Version 1 of the event had no code.</summary>
    internal static JsonObject WithCode(JsonObject opened)
    {
        opened["code"] = opened["bankId"]!.GetValue<string>();
        return opened;
    }
}
