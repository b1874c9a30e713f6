namespace Contrail.System.Tests.Access;

/// <summary>Who may do what: a row for each operation of the API. A route without a row fails the tests, and so does a row without a route.</summary>
internal static class AccessTable
{
    /// <summary>The callers, in the order of the columns.</summary>
    public static IReadOnlyList<string> Callers { get; } =
    [
        "a stranger", "the owner", "another traveller", "a guest with the token of this booking", "a guest with the token of another booking", "an agent", "operations", "an admin",
    ];

    /// <summary>
    /// <c>ok</c>: it is carried out, or refused for a reason that says what the caller did wrong; <c>401</c>: who are you; <c>403</c>: your role does
    /// not do; <c>404</c>: as if there were no such thing - because it is somebody else's, or (for those who see everything) because there is none.
    /// </summary>
    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        //                                stranger owner other guest guest2 agent ops  admin
        new("ReserveBooking",            "ok       ok    ok    ok    ok     ok    ok   ok", w => new("POST", "/api/bookings", new { offerId = "x", passengers = Array.Empty<object>(), contact = new { email = "ada@example.org" } })),
        new("ListBookings",              "401      ok    ok    401   401    ok    ok   ok", w => new("GET", $"/api/bookings?reference={w.Reference}")),
        new("GetBooking",                "401      ok    404   ok    404    ok    ok   ok", w => new("GET", $"/api/bookings/{w.Booking}")),
        new("QuoteCancellation",         "401      ok    404   ok    404    ok    ok   ok", w => new("GET", $"/api/bookings/{w.Booking}/cancellation-quote")),
        new("GetBookingHistory",         "401      ok    404   ok    404    ok    ok   ok", w => new("GET", $"/api/bookings/{w.Booking}/history")),
        new("CancelBooking",             "401      ok    404   ok    404    ok    ok   ok", w => new("POST", $"/api/bookings/{w.Booking}/cancellation")),
        new("ChangeSeats",               "401      ok    404   ok    404    ok    ok   ok", w => new("PUT", $"/api/bookings/{w.Booking}/seats", new { seats = new[] { new { flightId = w.Flight, passenger = 0, seat = "30A" } } })),

        new("DraftOrder",                "401      ok    404   ok    404    ok    404  ok", w => new("POST", "/api/orders", new { bookingIds = new[] { w.Booking } })),
        new("ListOrders",                "401      ok    ok    403   403    ok    ok   ok", w => new("GET", $"/api/orders?bookingId={w.Booking}")),
        new("GetOrder",                  "401      ok    404   ok    404    ok    ok   ok", w => new("GET", $"/api/orders/{w.Order}")),
        new("GetOrderOfBooking",         "401      ok    404   ok    404    ok    ok   ok", w => new("GET", $"/api/bookings/{w.Booking}/order")),
        new("WatchOrder",                "401      ok    404   ok    404    ok    ok   ok", w => new("GET", $"/api/orders/{w.Order}/events")),
        new("GetOrderHistory",           "401      ok    404   ok    404    ok    ok   ok", w => new("GET", $"/api/orders/{w.Order}/history")),
        new("PlaceOrder",                "401      ok    404   ok    404    ok    ok   ok", w => new("POST", $"/api/orders/{w.Order}/placement")),
        new("AddOrderRemark",            "401      403   403   403   403    ok    ok   ok", w => new("POST", $"/api/orders/{w.Order}/remarks", new { text = "Somebody may call." })),
        new("ListOrderRemarks",          "401      403   403   403   403    ok    ok   ok", w => new("GET", $"/api/orders/{w.Order}/remarks")),
        new("ListRefunds",               "401      403   403   403   403    ok    ok   ok", w => new("GET", $"/api/refunds?bookingId={w.Booking}")),
        new("ListCases",                 "401      403   403   403   403    ok    ok   ok", w => new("GET", "/api/cases")),
        new("CloseCase",                 "401      403   403   403   403    404   404  404", w => new("POST", "/api/cases/none/closure", new { note = "There is no such case." })),

        new("StartPayment",              "401      ok    404   ok    404    ok    404  ok", w => new("POST", $"/api/orders/{w.Order}/payments", new { method = "card", card = new { number = Cards.Good, expiry = "12/39", cvc = "123", holder = "Ada Buyer" } })),
        new("GetPayment",                "401      ok    404   ok    404    ok    ok   ok", w => new("GET", $"/api/payments/{w.Payment}")),
        new("ListPayments",              "401      403   403   403   403    ok    ok   ok", w => new("GET", $"/api/payments?orderId={w.Order}")),
        new("GiveRefund",                "401      403   403   403   403    ok    403  ok", w => new("POST", $"/api/payments/{w.Payment}/refunds", new { amount = new { amount = "0.00", currency = "EUR" }, reason = "Nothing." })),
        new("ReceivePaymentWebhook",     "401      401   401   401   401    401   401  401", w => new("POST", "/api/payments/webhooks/simulator", new { })),
        new("ReconcilePayments",         "401      403   403   403   403    403   ok   ok", w => new("GET", "/api/ops/payments/reconciliation")),

        new("FindAirports",              "ok       ok    ok    ok    ok     ok    ok   ok", w => new("GET", "/api/airports?q=lon")),
        new("GetAirport",                "ok       ok    ok    ok    ok     ok    ok   ok", w => new("GET", "/api/airports/LHR")),
        new("FindOffers",                "ok       ok    ok    ok    ok     ok    ok   ok", w => new("GET", $"/api/offers?from=LHR&to=JFK&date={w.Date}")),
        new("ShowDepartures",            "ok       ok    ok    ok    ok     ok    ok   ok", w => new("GET", $"/api/flights/board?airport=LHR&date={w.Date}")),
        new("ListRoutes",                "ok       ok    ok    ok    ok     ok    ok   ok", w => new("GET", "/api/routes")),
        new("GetFlight",                 "ok       ok    ok    ok    ok     ok    ok   ok", w => new("GET", $"/api/flights/{w.Flight}")),
        new("GetSeatMap",                "ok       ok    ok    ok    ok     ok    ok   ok", w => new("GET", $"/api/flights/{w.Flight}/seats")),
        new("GetInventory",              "401      403   403   403   403    ok    ok   ok", w => new("GET", $"/api/flights/{w.Flight}/inventory")),
        new("ListBookingsOfFlight",      "401      403   403   403   403    ok    ok   ok", w => new("GET", $"/api/flights/{w.Flight}/bookings")),
        new("ListAffected",              "401      403   403   403   403    ok    ok   ok", w => new("GET", $"/api/flights/{w.Flight}/affected")),
        new("ListDisruptions",           "401      403   403   403   403    ok    ok   ok", w => new("GET", "/api/flights/disruptions")),
        new("ListAircraftTypes",         "401      403   403   403   403    ok    ok   ok", w => new("GET", "/api/aircraft-types")),
        new("ListFlights",               "401      403   403   403   403    ok    ok   ok", w => new("GET", "/api/flights")),
        new("ScheduleFlight",            "401      403   403   403   403    403   ok   ok", w => new("POST", "/api/flights", new { designator = "CT1", date = w.Date, from = "LHR", to = "LHR", departsLocal = "10:00", arrivesLocal = "11:00", aircraft = "x" })),
        new("DelayFlight",               "401      403   403   403   403    403   ok   ok", w => new("POST", $"/api/flights/{w.Flight}/delay", new { minutes = 10, reason = "Fog." })),
        new("CancelFlight",              "401      403   403   403   403    403   ok   ok", w => new("POST", $"/api/flights/{w.Flight}/cancellation", new { reason = "Fog." })),
        new("DepartFlight",              "401      403   403   403   403    403   ok   ok", w => new("POST", $"/api/flights/{w.Flight}/departure")),
        new("ReplaceAircraft",           "401      403   403   403   403    403   ok   ok", w => new("POST", $"/api/flights/{w.Flight}/aircraft", new { aircraft = "320" })),
        new("RegisterAircraftType",      "401      403   403   403   403    403   ok   ok", w => new("POST", "/api/aircraft-types", new { code = "320", name = "", rangeKm = 0, cruiseKmh = 0, cabins = Array.Empty<object>() })),
        new("ImportFile",                "401      403   403   403   403    403   ok   ok", w => new("POST", "/api/imports/airports?dryRun=true", "nothing")),
        new("ListImports",               "401      403   403   403   403    403   ok   ok", w => new("GET", "/api/imports")),
        new("GetImport",                 "401      403   403   403   403    403   ok   ok", w => new("GET", $"/api/imports/{w.Import}")),

        new("RegisterUser",              "ok       ok    ok    ok    ok     ok    ok   ok", w => new("POST", "/api/users", new { email = $"{Guid.NewGuid():N}@example.org", password = "correct horse battery", name = "Somebody" })),
        new("SignIn",                    "ok       ok    ok    ok    ok     ok    ok   ok", w => new("POST", "/api/session", new { email = w.OtherEmail, password = AccessWorld.Password, kind = "token" })),
        new("SignOut",                   "401      ok    ok    403   403    ok    ok   ok", w => new("DELETE", "/api/session"), ForOneSession: true),
        new("GetAntiforgeryToken",       "ok       ok    ok    ok    ok     ok    ok   ok", w => new("GET", "/api/session/antiforgery")),
        new("GetMe",                     "401      ok    ok    403   403    ok    ok   ok", w => new("GET", "/api/me")),
        new("ChangeProfile",             "401      ok    ok    403   403    ok    ok   ok", w => new("PATCH", "/api/me", new { name = "Somebody Else" })),
        new("ChangePassword",            "401      ok    ok    403   403    ok    ok   ok", w => new("POST", "/api/me/password", new { currentPassword = "anything at all", newPassword = "short" })),
        new("ListUsers",                 "401      403   403   403   403    403   403  ok", w => new("GET", "/api/users")),
        new("ListColleagues",            "401      403   403   403   403    ok    ok   ok", w => new("GET", "/api/colleagues")),
        new("ChangeRoles",               "401      403   403   403   403    403   403  ok", w => new("PUT", $"/api/users/{w.Other}/roles", new { roles = new[] { "traveller" } })),
        new("DeactivateUser",            "401      403   403   403   403    403   403  ok", w => new("POST", $"/api/users/{w.Admin}/deactivation")),

        new("ListNotifications",         "401      403   403   403   403    ok    403  ok", w => new("GET", "/api/notifications")),
        new("GetNotification",           "401      403   403   403   403    ok    403  ok", w => new("GET", $"/api/notifications/{w.Notification}")),
        new("ResendNotification",        "401      403   403   403   403    ok    403  ok", w => new("POST", $"/api/notifications/{w.Notification}/resend")),
        new("SendNotification",          "401      403   403   403   403    ok    403  ok", w => new("POST", "/api/notifications", new { recipient = "nobody", subject = "", text = "" })),
        new("ListNotificationTemplates", "401      403   403   403   403    ok    403  ok", w => new("GET", "/api/notification-templates")),
        new("GetDemo",                   "ok       ok    ok    ok    ok     ok    ok   ok", w => new("GET", "/api/demo")),
        new("GetMailbox",                "401      403   403   403   403    ok    ok   ok", w => new("GET", "/api/mailbox")),

        new("ListModules",               "401      403   403   403   403    403   ok   ok", w => new("GET", "/api/ops/modules")),
        new("ListEvents",                "401      403   403   403   403    403   ok   ok", w => new("GET", $"/api/ops/ordering/events?stream=order-{w.Order}")),
        new("GetStream",                 "401      403   403   403   403    403   ok   ok", w => new("GET", $"/api/ops/ordering/streams/order-{w.Order}")),
        new("GetCorrelation",            "401      403   403   403   403    403   ok   ok", w => new("GET", $"/api/ops/correlations/{w.Correlation}")),
        new("GetStory",                  "401      403   403   403   403    403   ok   ok", w => new("GET", $"/api/ops/stories/{w.Reference}")),
        new("CheckInvariants",           "401      403   403   403   403    403   ok   ok", w => new("GET", "/api/ops/invariants")),
        new("ListProcesses",             "401      403   403   403   403    403   ok   ok", w => new("GET", "/api/ops/ordering/processes")),
        new("WatchEvents",               "401      403   403   403   403    403   ok   ok", w => new("GET", "/api/ops/live")),
        new("ListParkedEvents",          "401      403   403   403   403    403   ok   ok", w => new("GET", "/api/ops/booking/parked")),
        new("ListParkedActs",            "401      403   403   403   403    403   ok   ok", w => new("GET", "/api/ops/booking/parked/acts")),
        new("TryParkedEvents",           "401      403   403   403   403    403   404  404", w => new("POST", "/api/ops/booking/parked/dry-run", new { subscription = "none", stream = "none" })),
        new("RedriveParkedEvents",       "401      403   403   403   403    403   404  404", w => new("POST", "/api/ops/booking/parked/redrive", new { subscription = "none", stream = "none", reason = "None." })),
        new("DiscardParkedEvents",       "401      403   403   403   403    403   404  404", w => new("POST", "/api/ops/booking/parked/discard", new { subscription = "none", stream = "none", reason = "None." })),
        new("ListFaults",                "401      403   403   403   403    403   ok   ok", w => new("GET", "/api/ops/faults")),
        new("SimulateFault",             "401      403   403   403   403    403   ok   ok", w => new("POST", "/api/ops/faults", new { kind = "delayAppends", module = "notifications", milliseconds = 1 })),
        new("EndFault",                  "401      403   403   403   403    403   404  404", w => new("DELETE", "/api/ops/faults/999999")),
        new("EndFaults",                 "401      403   403   403   403    403   ok   ok", w => new("DELETE", "/api/ops/faults")),

        new("GetLiveness",               "ok       ok    ok    ok    ok     ok    ok   ok", w => new("GET", "/health/live")),
        new("GetReadiness",              "ok       ok    ok    ok    ok     ok    ok   ok", w => new("GET", "/health/ready")),
    ];
}

/// <summary>What an operation is for each caller.</summary>
/// <param name="Operation">Its id in the OpenAPI document.</param>
/// <param name="Outcomes">One for each caller, separated by blanks.</param>
/// <param name="Ask">A request for it that concerns somebody's things.</param>
/// <param name="ForOneSession">Whether it ends the caller's session, so that each needs a session of its own.</param>
internal sealed record AccessRow(string Operation, string Outcomes, Func<Things, Ask> Ask, bool ForOneSession = false)
{
    public IReadOnlyList<string> Expected { get; } = Outcomes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A request. Where versions are kept, it expects one that nothing has: whoever gets that far changes nothing.</summary>
internal sealed record Ask(string Method, string Path, object? Body = null);
