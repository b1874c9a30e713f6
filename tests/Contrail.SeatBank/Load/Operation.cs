using System.Globalization;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Modules;
using Contrail.SeatBank.SeatBanks;

namespace Contrail.SeatBank.Load;

/// <summary>What an operation does.</summary>
public enum OperationKind
{
    Open,
    Hold,
    Sell,
    Release,
    Move,
}

/// <summary>One command of a load, as it stands in the journal: sent again later, it is the same command under the same id.</summary>
/// <param name="Id">The command's id.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Bank">Which bank.</param>
/// <param name="Holder">Who; for opening a bank, its code.</param>
/// <param name="Seats">How many seats; for opening a bank, its capacity.</param>
/// <param name="To">The bank that seats are moved to.</param>
/// <param name="ExpiresAfter">Milliseconds after which a hold expires; 0 for never.</param>
public sealed record Operation(Guid Id, OperationKind Kind, string Bank, string Holder, int Seats = 0, string To = "-", int ExpiresAfter = 0)
{
    private ICommand Command => Kind switch
    {
        OperationKind.Open => new OpenSeatBank(new SeatBankId(Bank), Holder, Seats),
        OperationKind.Hold => Hold,
        OperationKind.Sell => new SellSeats(new SeatBankId(Bank), Holder),
        OperationKind.Release => new ReleaseSeats(new SeatBankId(Bank), Holder),
        _ => new MoveSeats(new SeatBankId(Bank), new SeatBankId(To), Holder, Seats),
    };

    private HoldSeats Hold => new(new SeatBankId(Bank), Holder, Seats, ExpiresAfter == 0 ? null : TimeSpan.FromMilliseconds(ExpiresAfter));

    public static Operation Parse(string text)
    {
        var parts = text.Split(' ');
        return new Operation(
            Guid.Parse(parts[0]), Enum.Parse<OperationKind>(parts[1]), parts[2], parts[3],
            int.Parse(parts[4], CultureInfo.InvariantCulture), parts[5], int.Parse(parts[6], CultureInfo.InvariantCulture));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Id:N} {Kind} {Bank} {Holder} {Seats} {To} {ExpiresAfter}");

    /// <summary>Sends it once.</summary>
    public async Task<OperationAnswer> SendAsync(RunningModule bank)
    {
        var context = CommandContext.For(Id, "desk") with { Fingerprint = CommandContext.FingerprintOf(Command) };
        try
        {
            if (Kind == OperationKind.Hold)
            {
                var held = await bank.Decisions.ExecuteAsync(Hold, context).ConfigureAwait(false);
                return OperationAnswer.Done(held.Position, held.Result, held.IsReplay);
            }

            var done = await bank.Decisions.ExecuteAsync(Command, context).ConfigureAwait(false);
            return OperationAnswer.Done(done.Position, 0, done.IsReplay);
        }
        catch (RefusedException refusal)
        {
            return new OperationAnswer($"refused {refusal.Key}", 0, IsReplay: null);
        }
    }
}

/// <summary>The answer to an operation.</summary>
/// <param name="Text">The same for the same answer: what was done, where, with which result; or why it was refused.</param>
/// <param name="Position">Where the log stood; 0 for a refusal.</param>
/// <param name="IsReplay">Whether it was recorded earlier; not known for a refusal.</param>
public sealed record OperationAnswer(string Text, long Position, bool? IsReplay)
{
    public bool IsRefusal => Text.StartsWith("refused", StringComparison.Ordinal);

    public static OperationAnswer Done(long position, int result, bool isReplay) =>
        new(string.Create(CultureInfo.InvariantCulture, $"done {position} {result}"), position, isReplay);

    public static OperationAnswer Parse(string text) =>
        new(text, text.StartsWith("done", StringComparison.Ordinal) ? long.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture) : 0, IsReplay: null);
}
