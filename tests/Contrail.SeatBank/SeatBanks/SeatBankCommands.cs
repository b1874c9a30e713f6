using Contrail.Engine.Decisions;
using Contrail.Engine.Events;

namespace Contrail.SeatBank.SeatBanks;

public sealed record OpenSeatBank(SeatBankId BankId, string Code, int Capacity) : ICommand;

/// <summary>Holds seats until they are sold, released, or the hold expires.</summary>
public sealed record HoldSeats(SeatBankId BankId, string Holder, int Seats, TimeSpan? For = null) : ICommand<int>;

[CommandType("bank.release_seats.v1")]
public sealed record ReleaseSeats(SeatBankId BankId, string Holder) : ICommand;

[CommandType("bank.sell_seats.v1")]
public sealed record SellSeats(SeatBankId BankId, string Holder) : ICommand;

public sealed record MoveSeats(SeatBankId From, SeatBankId To, string Holder, int Seats) : ICommand;

[CommandType("bank.close_seat_bank.v1")]
public sealed record CloseSeatBank(SeatBankId BankId) : ICommand;

internal sealed class OpenSeatBankHandler : ICommandHandler<OpenSeatBank>
{
    public void Handle(OpenSeatBank command, IDecision decision)
    {
        decision.Claim("SeatBank_Code", command.Code, command.BankId.ToString());
        decision.Add(SeatBank.Open(command.BankId, command.Code, command.Capacity));
    }
}

internal sealed class HoldSeatsHandler : ICommandHandler<HoldSeats, int>
{
    public int Handle(HoldSeats command, IDecision decision)
    {
        var bank = decision.Load<SeatBank>(command.BankId);
        bank.Hold(command.Holder, command.Seats);
        if (command.For is { } limit)
        {
            decision.Schedule($"expire:{command.BankId}:{command.Holder}", decision.Now + limit, new ReleaseSeats(command.BankId, command.Holder));
        }

        return bank.Free;
    }
}

internal sealed class ReleaseSeatsHandler : ICommandHandler<ReleaseSeats>
{
    public void Handle(ReleaseSeats command, IDecision decision)
    {
        decision.Load<SeatBank>(command.BankId).Release(command.Holder);
        decision.Unschedule($"expire:{command.BankId}:{command.Holder}");
    }
}

internal sealed class SellSeatsHandler : ICommandHandler<SellSeats>
{
    public void Handle(SellSeats command, IDecision decision)
    {
        decision.Load<SeatBank>(command.BankId).Sell(command.Holder);
        decision.Unschedule($"expire:{command.BankId}:{command.Holder}");
    }
}

/// <summary>Two banks in one atomic unit.</summary>
internal sealed class MoveSeatsHandler : ICommandHandler<MoveSeats>
{
    public void Handle(MoveSeats command, IDecision decision)
    {
        decision.Load<SeatBank>(command.From).Release(command.Holder);
        decision.Load<SeatBank>(command.To).Hold(command.Holder, command.Seats);
    }
}

internal sealed class CloseSeatBankHandler : ICommandHandler<CloseSeatBank>
{
    public void Handle(CloseSeatBank command, IDecision decision) => decision.Load<SeatBank>(command.BankId).Close();
}
