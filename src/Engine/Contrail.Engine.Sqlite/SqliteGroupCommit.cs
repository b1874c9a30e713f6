using Contrail.Engine.Log;

namespace Contrail.Engine.Sqlite;

/// <summary>
/// Writes what comes at the same time in one transaction: the subscriptions of a module wake together, and each has a page to commit. If
/// one of them cannot be written, each is written alone, and only that one fails.
/// </summary>
/// <param name="writer">The file's writer.</param>
internal sealed class SqliteGroupCommit(SqliteWriter writer)
{
    private readonly Lock gate = new();
    private List<Member> waiting = [];
    private bool isWriting;

    /// <summary>Returns when the work is committed; throws what it threw.</summary>
    public ValueTask WriteAsync(Action<SqliteConnectionHandle> work)
    {
        var member = new Member(work);
        lock (gate)
        {
            waiting.Add(member);
            if (isWriting)
            {
                return new ValueTask(member.Done.Task);
            }

            isWriting = true;
        }

        return new ValueTask(LeadAsync(member));
    }

    /// <summary>The first who comes writes for those who come meanwhile, too; what comes while it writes is the pool's.</summary>
    private async Task LeadAsync(Member first)
    {
        await WriteWaitingAsync().ConfigureAwait(false);
        await first.Done.Task.ConfigureAwait(false);
    }

    private async Task WriteWaitingAsync()
    {
        await GiveWay.ToOthersAsync().ConfigureAwait(false);
        Write(TakeWaiting());
        lock (gate)
        {
            isWriting = waiting.Count > 0;
            if (!isWriting)
            {
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(static group => _ = group.WriteWaitingAsync(), this, preferLocal: false);
    }

    private List<Member> TakeWaiting()
    {
        lock (gate)
        {
            var group = waiting;
            waiting = [];
            return group;
        }
    }

    private void Write(List<Member> group)
    {
        try
        {
            writer.Write(connection =>
            {
                group.ForEach(member => member.Work(connection));
                return true;
            });
            group.ForEach(member => member.Done.SetResult());
        }
        catch (Exception e) when (group.Count == 1 || e is StorageUnavailableException)
        {
            group.ForEach(member => member.Done.SetException(e));
        }
        catch (Exception)
        {
            group.ForEach(member => Write([member]));
        }
    }

    private sealed record Member(Action<SqliteConnectionHandle> Work)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
