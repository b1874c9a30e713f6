using System.Reflection;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using Contrail.Engine.Subscriptions;

namespace Contrail.Engine.Tests.Crash;

/// <summary>A storage with a defect: calls of the log and of the subscriptions' store go through what a test puts in between.</summary>
internal sealed class PlantedStorage(IStorage inner) : IStorage
{
    public delegate Task<IReadOnlyList<AppendOutcome>> Append(ILogStore log, IReadOnlyList<AppendUnit> units);

    public delegate Task Commit(ISubscriptionStore store, Lease lease, SubscriptionCommit commit);

    public Append? OnAppend { get; init; }

    public Commit? OnCommit { get; init; }

    public async ValueTask<IModuleStorage> OpenAsync(string module, CancellationToken cancellation = default)
    {
        var opened = await inner.OpenAsync(module, cancellation);
        var log = OnAppend is null ? opened.Log : Between.Of(opened.Log, nameof(ILogStore.AppendAsync), AppendTo(opened.Log));
        var subscriptions = OnCommit is null ? opened.Subscriptions : Between.Of(opened.Subscriptions, nameof(ISubscriptionStore.CommitAsync), CommitTo(opened.Subscriptions));
        return new Planted(opened, log, subscriptions);
    }

    private Func<object?[], object?> AppendTo(ILogStore log) =>
        arguments => new ValueTask<IReadOnlyList<AppendOutcome>>(OnAppend!(log, (IReadOnlyList<AppendUnit>)arguments[0]!));

    private Func<object?[], object?> CommitTo(ISubscriptionStore store) =>
        arguments => new ValueTask(OnCommit!(store, (Lease)arguments[0]!, (SubscriptionCommit)arguments[1]!));

    private sealed class Planted(IModuleStorage inner, ILogStore log, ISubscriptionStore subscriptions) : IModuleStorage
    {
        public ILogStore Log => log;

        public ISubscriptionStore Subscriptions => subscriptions;

        public IReadModelStore ReadModels => inner.ReadModels;

        public bool IsExclusive => inner.IsExclusive;

        public LogHead? Anchor => inner.Anchor;

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}

/// <summary>Passes every call on but one, which it hands over.</summary>
public class Between : DispatchProxy
{
    private object inner = new();
    private string method = "";
    private Func<object?[], object?> instead = _ => null;

    public static T Of<T>(T inner, string method, Func<object?[], object?> instead)
        where T : class
    {
        var proxy = Create<T, Between>();
        var between = (Between)(object)proxy;
        (between.inner, between.method, between.instead) = (inner, method, instead);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == method ? instead(args!) : targetMethod.Invoke(inner, args);
}
