using Contrail.Engine.Modules;

namespace Contrail.Notifications;

/// <summary>Telling people.</summary>
public sealed class NotificationsModule : Module
{
    /// <inheritdoc/>
    public override string Name => "notifications";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module.AddFrom(typeof(NotificationsModule).Assembly);
}
