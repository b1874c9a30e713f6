namespace Contrail.Engine.Log;

/// <summary>What became of a unit on its way into the log. The writer says so before it takes the next batch.</summary>
internal sealed class UnitFate(Guid commandId)
{
    private volatile bool isAppended;
    private volatile bool isLeftOut;

    public Guid CommandId => commandId;

    public bool IsAppended => isAppended;

    /// <summary>It failed, conflicted or was a duplicate: what it decided is not in the log, or not from this decision.</summary>
    public bool IsLeftOut => isLeftOut;

    public void Settle(bool appended) => (isAppended, isLeftOut) = (appended, !appended);
}
