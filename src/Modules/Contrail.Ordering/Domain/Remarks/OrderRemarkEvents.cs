// These names are the storage format: add optional members or a new version; never edit a name.
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Ordering.Domain.Orders;

namespace Contrail.Ordering.Domain.Remarks;

/// <summary>Staff noted something about an order.</summary>
[EventType("ordering.order_remarks.added.v1")]
internal sealed record OrderRemarkAdded(OrderId OrderId, Guid RemarkId, string Text, string By, DateTimeOffset At) : IDomainEvent;
