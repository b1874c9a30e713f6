using Contrail.Engine.Modules;

namespace Contrail.Identity;

/// <summary>Who people are and what they may do.</summary>
public sealed class IdentityModule : Module
{
    /// <inheritdoc/>
    public override string Name => "identity";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module.AddFrom(typeof(IdentityModule).Assembly);
}
