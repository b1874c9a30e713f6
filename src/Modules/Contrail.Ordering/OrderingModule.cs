using Contrail.Engine.Modules;

namespace Contrail.Ordering;

/// <summary>What was agreed and what is owed.</summary>
public sealed class OrderingModule : Module
{
    /// <inheritdoc/>
    public override string Name => "ordering";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module.AddFrom(typeof(OrderingModule).Assembly);
}
