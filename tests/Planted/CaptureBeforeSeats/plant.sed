s/Send(new ConfirmFlightBooking(booking, Key));/_ = booking;/
s/SetDeadline("tickets", ForTickets);/Apply(new PurchaseCapturing(payment)); Send(new CapturePayment(payment)); SetDeadline("capture", ForCapture);/
s/Send(new ConfirmOrder(OrderId, e.PaymentId, e.Amount));/foreach (var booking in bookings) { Send(new ConfirmFlightBooking(booking, Key)); } &/
