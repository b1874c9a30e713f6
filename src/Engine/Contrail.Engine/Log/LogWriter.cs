using Contrail.Engine.Diagnostics;

namespace Contrail.Engine.Log;

/// <summary>A unit on its way into the log. Exactly one of the two methods is called, once, by the thread that wrote.</summary>
internal interface IPendingUnit
{
    AppendUnit Unit { get; }

    /// <summary>Whether a unit on top of which this one was decided did not get into the log.</summary>
    bool RestsOnUnwritten { get; }

    void Written(AppendOutcome outcome);

    void Failed(Exception error);
}

/// <summary>
/// Group commit. Units that wait while a batch is being made durable form the next batch, with those that were ready to be decided then;
/// nothing waits for company that is not there. A lone unit is written by the thread that drives: no hand-over lies between deciding and writing.
/// </summary>
internal sealed class LogWriter(ILogStore store, TimeSpan patience, EngineLog log)
{
    private const int MaxUnits = 512;
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<IPendingUnit> waiting = new();
    private bool isWriting;

    /// <summary>Called after each batch, when its units have been told.</summary>
    public Action AfterBatch { get; set; } = static () => { };

    public void Enqueue(IPendingUnit unit)
    {
        lock (gate)
        {
            waiting.Enqueue(unit);
        }
    }

    /// <summary>Writes what waits unless somebody already does. The first batch is written by the caller, unless others are ready to run.</summary>
    public void Drive()
    {
        lock (gate)
        {
            if (isWriting || waiting.Count == 0)
            {
                return;
            }

            isWriting = true;
        }

        _ = WriteAsync();
    }

    private async Task WriteAsync()
    {
        await GiveWay.ToOthersAsync().ConfigureAwait(false);
        await WriteBatchAsync(TakeBatch()).ConfigureAwait(false);
        if (GoesOn())
        {
            ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.WriteAsync(), this, preferLocal: false);
        }

        // Last, because it may run handlers, and one that never returns must not keep the writer.
        AfterBatch();
    }

    private List<IPendingUnit> TakeBatch()
    {
        lock (gate)
        {
            var batch = new List<IPendingUnit>(Math.Min(waiting.Count, MaxUnits));
            var bytes = 0L;
            while (batch.Count < MaxUnits && bytes < MaxBytes && waiting.TryDequeue(out var unit))
            {
                batch.Add(unit);
                bytes += SizeOf(unit.Unit);
            }

            return batch;
        }
    }

    /// <summary>Whether there is another batch; if not, the next one to drive writes.</summary>
    private bool GoesOn()
    {
        lock (gate)
        {
            return isWriting = waiting.Count > 0;
        }
    }

    private static long SizeOf(AppendUnit unit)
    {
        long bytes = 0;
        foreach (var write in unit.Writes)
        {
            foreach (var e in write.Events)
            {
                bytes += e.Data.Length + e.Metadata.Length;
            }
        }

        return bytes;
    }

    /// <summary>What rests on something that was not written is not even tried: another node's events may have taken its versions.</summary>
    private static void ReturnWhatRestsOnUnwritten(List<IPendingUnit> batch)
    {
        for (var i = 0; i < batch.Count;)
        {
            if (!batch[i].RestsOnUnwritten)
            {
                i++;
                continue;
            }

            var returned = batch[i];
            batch.RemoveAt(i);
            var (stream, version) = returned.Unit.FirstExpectation;
            returned.Written(new AppendOutcome.Conflict(stream, version, version));
        }
    }

    private async ValueTask WriteBatchAsync(List<IPendingUnit> batch)
    {
        ReturnWhatRestsOnUnwritten(batch);
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            var outcomes = await AppendAsync(batch.ConvertAll(p => p.Unit)).ConfigureAwait(false);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Written(outcomes[i]);
            }
        }
        catch (Exception e) when (batch.Count > 1 && e is not (StorageUnavailableException or LogDamagedException))
        {
            // The store refuses something in the batch for good. One by one, only what it refuses fails.
            log.BatchSplit(batch.Count, e);
            foreach (var unit in batch)
            {
                await WriteBatchAsync([unit]).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            log.AppendFailed(batch.Count, e);
            foreach (var unit in batch)
            {
                unit.Failed(e);
            }
        }
    }

    /// <summary>Repeats while the store is unavailable. Command ids make that harmless: what an earlier attempt did commit comes
    /// back as a duplicate, with its recorded outcome.</summary>
    private async ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(List<AppendUnit> units)
    {
        var started = Environment.TickCount64;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcomes = await store.AppendAsync(units, CancellationToken.None).ConfigureAwait(false);
                EngineMeters.Committed(log.Module, units.Count);
                return outcomes;
            }
            catch (StorageUnavailableException e) when (Environment.TickCount64 - started < patience.TotalMilliseconds)
            {
                log.AppendRetried(attempt, e);
                await Task.Delay(Math.Min(1000, 10 << Math.Min(attempt, 7))).ConfigureAwait(false);
            }
        }
    }
}
