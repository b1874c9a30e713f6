using Contrail.Engine.Modules;

namespace Contrail.Payments;

/// <summary>Money taken and given back.</summary>
public sealed class PaymentsModule : Module
{
    /// <inheritdoc/>
    public override string Name => "payments";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module.AddFrom(typeof(PaymentsModule).Assembly);
}
