using Contrail.Engine.Modules;

namespace Contrail.Flights;

/// <summary>What flies, when, at what price.</summary>
public sealed class FlightsModule : Module
{
    /// <inheritdoc/>
    public override string Name => "flights";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module.AddFrom(typeof(FlightsModule).Assembly);
}
