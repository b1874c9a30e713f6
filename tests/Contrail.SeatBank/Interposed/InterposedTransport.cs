using Contrail.Engine.Messaging;
using Contrail.SeatBank.Load;

namespace Contrail.SeatBank.Interposed;

internal sealed class InterposedTransport(ITransport inner, BreakPoints points) : ITransport
{
    public async Task PublishAsync(IReadOnlyList<ContractMessage> messages, CancellationToken cancellation)
    {
        points.Pass(BreakPoints.BeforePublish);
        await inner.PublishAsync(messages, cancellation).ConfigureAwait(false);
        points.Pass(BreakPoints.AfterPublish);
    }

    public Task<IAsyncDisposable> ConnectAsync(
        string module, Func<IReadOnlyList<ContractMessage>, CancellationToken, Task> accept, CancellationToken cancellation) =>
        inner.ConnectAsync(
            module,
            async (messages, token) =>
            {
                points.Pass(BreakPoints.BeforeAccept);
                await accept(messages, token).ConfigureAwait(false);
                points.Pass(BreakPoints.AfterAccept);
            },
            cancellation);
}
