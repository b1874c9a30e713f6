// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.SeatBank.SeatBanks;

[EventType("bank.seat_bank.opened.v2")]
public sealed record SeatBankOpened(SeatBankId BankId, string Code, int Capacity) : IDomainEvent;

[EventType("bank.seat_bank.seats_held.v1")]
public sealed record SeatsHeld(SeatBankId BankId, string Holder, int Seats) : IDomainEvent;

[EventType("bank.seat_bank.seats_released.v1")]
public sealed record SeatsReleased(SeatBankId BankId, string Holder, int Seats) : IDomainEvent;

[EventType("bank.seat_bank.seats_sold.v1")]
public sealed record SeatsSold(SeatBankId BankId, string Holder, int Seats) : IDomainEvent;

[EventType("bank.seat_bank.closed.v1")]
public sealed record SeatBankClosed(SeatBankId BankId) : IDomainEvent;
