using Contrail.Engine.Domain;
using Contrail.Engine.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Contrail.Engine.AspNetCore;

/// <summary>What the operations routes share.</summary>
/// <param name="faults">Simulated failures; null in Production.</param>
public sealed class Operations(FaultInjection? faults)
{
    /// <summary>Who may operate.</summary>
    internal static AccessRule Access { get; } = AccessRule.Staff("operations");

    internal FaultInjection? Faults { get; } = faults;

    internal Correlations Correlations { get; } = new();

    /// <summary>A module that this host serves.</summary>
    internal static RunningModule Module(RunningModules modules, string name) => modules.Find(name) ?? throw RefusedException.NotFound("Module", name);

    internal static RefusedException Invalid(string key, string message) => new(RefusalKind.Invalid, key, message);
}

/// <summary>Adds the operations routes to a host: the same for every module.</summary>
public static class OperationsRoutes
{
    /// <summary>Adds what the routes need.</summary>
    /// <param name="services">The host's container.</param>
    /// <param name="faults">The fault injection that wraps the host's storage; null in Production.</param>
    public static IServiceCollection AddOperations(this IServiceCollection services, FaultInjection? faults)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(new Operations(faults))
            .AddSingleton<InvariantMonitor>()
            .AddSingleton<IInvariant, LogsAreWhole>()
            .AddSingleton<IInvariant, SubscriptionsFollow>()
            .AddSingleton<IInvariant, NothingIsParked>()
            .AddSingleton<IInvariant, ProcessesGoOn>();
    }

    /// <summary>Maps <c>/api/ops</c>.</summary>
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        var ops = routes.MapGroup("/api/ops").WithTags("Operations");
        ModuleRoutes.Map(ops);
        CorrelationRoutes.Map(ops);
        StoryRoutes.Map(ops);
        LiveRoutes.Map(ops);
        FaultRoutes.Map(ops);
        InvariantRoutes.Map(ops);
        EventRoutes.Map(ops);
        ParkedRoutes.Map(ops);
        ProcessRoutes.Map(ops);
    }
}
