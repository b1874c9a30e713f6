using Contrail.Contracts;
using Contrail.Contracts.Booking;
using Contrail.Contracts.Ordering;
using Contrail.Contracts.Payments;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.InMemory;
using Contrail.Engine.Log;
using Contrail.Engine.Messaging;
using Contrail.Engine.Modules;
using Contrail.Engine.Subscriptions;
using Contrail.Engine.Testing.Specs;
using Contrail.Payments;
using Contrail.Payments.Domain.Payments;
using Contrail.Payments.Features;
using Contrail.Payments.Features.GetPayment;
using Contrail.Payments.Gateway;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Payments;

/// <summary>Payments as it runs, with the simulator's ledger in a directory of the test's own, and a stand-in for Ordering.</summary>
public abstract class PaymentsScenario : IAsyncLifetime
{
    private protected const string Approves = "4242424242424242";
    private protected const string Declines = "4000000000000002";
    private protected const string KeepsSilent = "4000000000000119";
    private protected const string LosesAnswers = "4000000000000259";
    private protected const string AnswersLate = "4000000000000077";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly string directory = Directory.CreateTempSubdirectory("payments-").FullName;
    private readonly InMemoryStorage storage = new();
    private RunningModule? running;
    private PaymentsModule? module;
    private Notebook notebook = null!;

    private protected ManualClock Clock { get; } = new();

    private protected FaultyLine Line { get; } = new();

    private protected RunningModule Payments => running!;

    private protected PaymentsModule Module => module!;

    private protected List<ContractMessage> Told { get; } = [];

    private protected static Money Euros(long cents) => new(cents, "EUR");

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected string SimulatorFile => Path.Combine(directory, "payment-simulator.db");

    public virtual async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected PaymentsOptions Options => new(SimulatorFile, new byte[32])
    {
        Clock = Clock,
        GatewayPatience = TimeSpan.FromSeconds(30),
        SimulatedSilence = TimeSpan.Zero,
    };

    private protected async Task StartAsync(bool withWebhooks = true)
    {
        module = new PaymentsModule(Options, Line.Before);
        notebook = new Notebook(Told);
        running = await RunAsync(storage, new ModuleOptions { Clock = Clock, Transport = notebook });
        if (withWebhooks)
        {
            module.StartWebhooks(running);
        }
    }

    private protected virtual Task<RunningModule> RunAsync(IStorage at, ModuleOptions options) => RunningModule.StartAsync(Module, at, options, Cancel);

    private protected async Task StopAsync()
    {
        if (running is not null)
        {
            await running.DisposeAsync();
            await module!.DisposeAsync();
            running = null;
        }
    }

    /// <summary>Makes a subscription begin again, as if its progress had never been kept.</summary>
    private protected async Task ForgetAsync(string subscription) =>
        await (await storage.OpenAsync("payments", Cancel)).ReadModels.DropTableAsync("no_table_at_all", subscription, Cancel);

    /// <summary>Ordering tells of an order.</summary>
    private protected async Task<string> PlaceOrderAsync(long cents = 12_345, string? user = null, TimeSpan? payWithin = null)
    {
        var order = Guid.CreateVersion7().ToString("N");
        await TellAsync(order, new OrderPlacedV1(order, user, ["b1"], Contact, Euros(cents), Clock.GetUtcNow() + (payWithin ?? TimeSpan.FromHours(1))));
        return order;
    }

    private protected Task EndOrderAsync(string order) => TellAsync(order, new OrderEndedV1(order, Contact, OrderEnd.Expired, "Nobody paid."));

    private protected async Task<PaymentId> StartPaymentAsync(string order, string card = Approves)
    {
        var token = await Module.TokenizeAsync(new Card(card), Cancel);
        var started = await Payments.Decisions.ExecuteAsync(
            new StartPayment(order, new PaymentMeans(PaymentMethod.Card, token.Token, token.Brand, token.Last4)), CommandContext.New("user:test"), Cancel);
        return PaymentId.Parse(started.Result.Id);
    }

    private protected Task AuthorizeAsync(PaymentId payment) => DoAsync(new AuthorizePayment(payment.ToString()));

    private protected Task CaptureAsync(PaymentId payment) => DoAsync(new CapturePayment(payment.ToString()));

    private protected Task VoidAsync(PaymentId payment) => DoAsync(new VoidPayment(payment.ToString(), "Not wanted."));

    private protected Task RefundAsync(PaymentId payment, string refund, long cents) => DoAsync(new RefundPayment(payment.ToString(), refund, Euros(cents), "Cancelled."));

    private protected async Task DoAsync(ICommand command) => await Payments.Decisions.ExecuteAsync(command, CommandContext.New("module:ordering"), Cancel);

    private protected async Task<PaymentId> PaidAsync(string card = Approves)
    {
        var payment = await StartPaymentAsync(await PlaceOrderAsync(), card);
        await AuthorizeAsync(payment);
        await ReachAsync(payment, PaymentStatus.Authorized);
        await CaptureAsync(payment);
        await ReachAsync(payment, PaymentStatus.Captured);
        return payment;
    }

    private protected async Task<PaymentStatus> StatusAsync(PaymentId payment) => (await Payments.StateAsync<Payment>(payment)).Status;

    private protected Task ReachAsync(PaymentId payment, PaymentStatus status) => UntilAsync(async () => await StatusAsync(payment) == status, $"{status}");

    /// <summary>Waits for something that follows by itself; the clock goes on whenever nothing more follows at this instant.</summary>
    private protected async Task UntilAsync(Func<Task<bool>> reached, string what)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(until) < Limit)
        {
            await SettleAsync();
            if (await reached())
            {
                return;
            }

            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Fail($"Not reached: {what}. {string.Join(", ", Payments.Progress.Select(p => $"{p.Name} {p.Position} {p.LastError}"))}");
    }

    /// <summary>Waits for something that follows at this instant, or comes from outside.</summary>
    private protected async Task WaitAsync(Func<Task<bool>> reached)
    {
        var committed = new SemaphoreSlim(0); // Not disposed: a notice may still be on its way to it.
        void OnCommitted(CommitNotice notice) => committed.Release();
        Payments.Log.Committed += OnCommitted;
        try
        {
            while (!await reached())
            {
                (await committed.WaitAsync(Limit, Cancel)).ShouldBeTrue("Nothing happened that was waited for.");
            }
        }
        finally
        {
            Payments.Log.Committed -= OnCommitted;
        }
    }

    /// <summary>Everything has followed that follows from what is recorded, and what was due is done.</summary>
    private protected async Task SettleAsync()
    {
        long head;
        do
        {
            await WaitAsync(async () => !(await Payments.Log.ReadNextDueAsync(Cancel) <= Clock.GetUtcNow()));
            head = (await Payments.Log.ReadHeadAsync(Cancel)).Position;
            await Payments.CaughtUpAsync(head, Limit, Cancel);
        }
        while ((await Payments.Log.ReadHeadAsync(Cancel)).Position != head || await Payments.Log.ReadNextDueAsync(Cancel) <= Clock.GetUtcNow());
    }

    private protected async Task<PaymentDetails> DetailsAsync(PaymentId payment)
    {
        await SettleAsync();
        return (await Payments.FindAsync<PaymentDetails>(PaymentDetailsProjection.ReadModel, payment, Cancel)).ShouldNotBeNull();
    }

    private protected async Task<GatewayTotals> AtGatewayAsync(PaymentId payment) =>
        (await Module.Ledger.ReadTotalsAsync(Cancel)).GetValueOrDefault(payment.ToString()) ?? GatewayTotals.Nothing("EUR");

    /// <summary>What is on our books is on the simulator's.</summary>
    private protected async Task BooksShouldAgreeAsync(PaymentId payment)
    {
        var ours = await DetailsAsync(payment);
        (await AtGatewayAsync(payment)).ShouldBe(new GatewayTotals(ours.Authorized, ours.Captured, ours.Refunded, ours.IsReleased));
    }

    private protected IEnumerable<object> News()
    {
        lock (Told)
        {
            return [.. Told.Select(m => Payments.Serializer.Deserialize(m.Type.Type, m.Type.SchemaVersion, m.Data.Span))];
        }
    }

    private static ContactDetails Contact => new("ada@example.org", null, "Ada");

    private async Task TellAsync(string order, object news)
    {
        var (name, data) = Payments.Serializer.Serialize(news);
        var sequence = (await Payments.Log.ReadHeadAsync(Cancel)).Position + 1;
        var message = new ContractMessage(
            Guid.CreateVersion7(), "ordering", name, $"order-{order}", sequence, Clock.GetUtcNow(), Guid.CreateVersion7(), Guid.CreateVersion7(), null, null, data);
        await notebook.Door([message], Cancel);
    }

    /// <summary>Writes down what Payments publishes, and brings what Ordering does.</summary>
    private sealed class Notebook(List<ContractMessage> told) : ITransport
    {
        public Func<IReadOnlyList<ContractMessage>, CancellationToken, Task> Door { get; private set; } = null!;

        public Task PublishAsync(IReadOnlyList<ContractMessage> messages, CancellationToken cancellation)
        {
            lock (told)
            {
                told.AddRange(messages);
            }

            return Task.CompletedTask;
        }

        public Task<IAsyncDisposable> ConnectAsync(string module, Func<IReadOnlyList<ContractMessage>, CancellationToken, Task> accept, CancellationToken cancellation)
        {
            Door = accept;
            return Task.FromResult<IAsyncDisposable>(new Nothing());
        }

        private sealed class Nothing : IAsyncDisposable
        {
            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
