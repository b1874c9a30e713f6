using Contrail.Engine.Decisions;
using Contrail.Engine.Events;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Processes;
using Contrail.SeatBank.Purchases;
using Contrail.SeatBank.SeatBanks;
using Contrail.SeatBank.Tills;

namespace Contrail.Engine.Tests.Crash;

/// <summary>What the two logs say, put together without the engine's own state.</summary>
internal sealed class LogFacts
{
    private readonly Dictionary<string, int> capacities = [];
    private readonly Dictionary<string, long> lastSequences = [];

    /// <summary>Positions of the events that each command led to directly.</summary>
    public Dictionary<Guid, List<long>> ByCommand { get; } = [];

    /// <summary>By bank and holder.</summary>
    public Dictionary<string, Purchase> Purchases { get; } = [];

    /// <summary>How often each receipt that is due was noted.</summary>
    public Dictionary<Guid, int> Receipts { get; } = [];

    public List<string> Problems { get; } = [];

    public IReadOnlyDictionary<string, int> Capacities => capacities;

    public static async Task<LogFacts> ReadAsync(RunningModule bank, RunningModule till)
    {
        var facts = new LogFacts();
        await facts.ReadAsync(bank, facts.AddOfBank);
        await facts.ReadAsync(till, facts.AddOfTill);
        return facts;
    }

    public (int Free, int Held, int Sold) SeatsOf(string bank)
    {
        var here = Purchases.Values.Where(p => p.Bank == bank && p.Helds > 0).ToList();
        var held = here.Where(p => p.Releases + p.Sales == 0).Sum(p => p.Seats);
        var sold = here.Where(p => p.Sales > 0).Sum(p => p.Seats);
        return (capacities[bank] - held - sold, held, sold);
    }

    private async Task ReadAsync(RunningModule module, Action<RecordedEvent, object> add)
    {
        await foreach (var recorded in module.Log.ReadAllAsync())
        {
            var metadata = EventMetadata.FromJson(recorded.Metadata);
            if (metadata.Source is not null)
            {
                CheckSequence(module.Name, recorded, metadata.SourceSequence!.Value);
            }
            else if (module.Name == "bank")
            {
                (ByCommand.TryGetValue(metadata.CommandId, out var positions) ? positions : ByCommand[metadata.CommandId] = []).Add(recorded.Position);
            }

            add(recorded, module.Serializer.Deserialize(recorded));
        }
    }

    private void CheckSequence(string module, RecordedEvent recorded, long sequence)
    {
        var key = $"{module}/{recorded.Stream}";
        if (sequence <= lastSequences.GetValueOrDefault(key))
        {
            Problems.Add($"{module} accepted message {sequence} of {recorded.Stream} at {recorded.Position} after {lastSequences[key]}: twice, or out of order.");
        }

        lastSequences[key] = sequence;
    }

    private void AddOfBank(RecordedEvent recorded, object @event)
    {
        switch (@event)
        {
            case SeatBankOpened e when !capacities.TryAdd(e.BankId.ToString(), e.Capacity):
                Problems.Add($"Bank {e.BankId} was opened twice.");
                break;
            case SeatsHeld e:
                var held = Of(e.BankId.ToString(), e.Holder);
                held.Helds++;
                held.Seats = e.Seats;
                break;
            case SeatsReleased e:
                Of(e.BankId.ToString(), e.Holder).Releases++;
                break;
            case SeatsSold e:
                Of(e.BankId.ToString(), e.Holder).Sales++;
                break;
            case ProcessCompleted e:
                OfProcess(recorded).Outcomes.Add(e.Outcome);
                break;
            case ProcessFailed:
                OfProcess(recorded).Outcomes.Add("failed");
                break;
            case SeatPurchaseStarted:
                OfProcess(recorded).Starts++;
                break;
        }
    }

    private void AddOfTill(RecordedEvent recorded, object @event)
    {
        switch (@event)
        {
            case AccountCharged e:
                Of(e.BankId, e.Holder).Charges.Add(e.Amount);
                Receipts.Add(DerivedId.From(recorded.Id, nameof(PrintReceipts)), 0);
                break;
            case ReceiptPrinted e when !Receipts.ContainsKey(e.Key):
                Problems.Add($"Receipt {e.Key} of {e.Holder} was noted at {recorded.Position}, and nothing was charged.");
                break;
            case ReceiptPrinted e:
                Receipts[e.Key]++;
                break;
            case ChargeHolder e:
                Of(e.BankId, e.Holder).ChargesAsked++;
                break;
        }
    }

    private Purchase OfProcess(RecordedEvent recorded)
    {
        var key = recorded.Stream["seat_purchase-".Length..].Split(':');
        return Of(key[0], key[1]);
    }

    private Purchase Of(string bank, string holder)
    {
        var key = SeatPurchase.KeyOf(new SeatBankId(bank), holder);
        return Purchases.TryGetValue(key, out var found) ? found : Purchases[key] = new Purchase(bank, holder);
    }
}

/// <summary>Everything the logs say of one holder in one bank.</summary>
internal sealed class Purchase(string bank, string holder)
{
    public string Bank => bank;

    public string Holder => holder;

    public int Seats { get; set; }

    public int Helds { get; set; }

    public int Releases { get; set; }

    public int Sales { get; set; }

    public int Starts { get; set; }

    public int ChargesAsked { get; set; }

    public List<string> Outcomes { get; } = [];

    public List<int> Charges { get; } = [];

    /// <summary>Held once, one process, asked for one charge, charged once or - broke - never, and either sold or released.</summary>
    public string? Problem() => this switch
    {
        { Helds: not 1 } => $"held {Helds} times",
        { Starts: not 1 } => $"{Starts} processes were started",
        { Outcomes.Count: not 1 } => $"the process ended {Outcomes.Count} times ({string.Join(", ", Outcomes)})",
        { ChargesAsked: not 1 } => $"the till was asked for {ChargesAsked} charges",
        _ when Charges.Count != (IsBroke ? 0 : 1) => $"charged {Charges.Count} times",
        _ when !IsBroke && Charges[0] != Seats * 100 => $"charged {Charges[0]} for {Seats} seats",
        _ when Sales + Releases != 1 => $"sold {Sales} times and released {Releases} times",
        _ when Outcomes[0] != (Sales == 1 ? "sold" : "released") && !(Outcomes[0] == "failed" && Releases == 1) => $"the process ended '{Outcomes[0]}', sold {Sales} times",
        _ => null,
    };

    private bool IsBroke => holder.StartsWith("broke", StringComparison.Ordinal);
}
