namespace Contrail.Payments.Domain.Payments;

/// <summary>What the gateway says of an operation. The same operation is answered alike, however often it is asked; only "pending"
/// gives way to a final answer.</summary>
internal abstract record GatewayAnswer
{
    private GatewayAnswer()
    {
    }

    /// <summary>It took place.</summary>
    /// <param name="Id">By which the gateway knows it.</param>
    internal sealed record Approved(string Id) : GatewayAnswer;

    /// <summary>It did not take place and will not.</summary>
    /// <param name="Code">A stable word.</param>
    /// <param name="Reason">In words.</param>
    internal sealed record Declined(string Code, string Reason) : GatewayAnswer
    {
        /// <summary>The code for an operation that we called off before it took place.</summary>
        public const string Abandoned = "abandoned";
    }

    /// <summary>The answer comes later, by webhook.</summary>
    internal sealed record Pending : GatewayAnswer;
}
