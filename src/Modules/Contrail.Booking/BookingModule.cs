using Contrail.Engine.Modules;

namespace Contrail.Booking;

/// <summary>Who sits where.</summary>
public sealed class BookingModule : Module
{
    /// <inheritdoc/>
    public override string Name => "booking";

    /// <inheritdoc/>
    public override void Define(ModuleBuilder module) => module.AddFrom(typeof(BookingModule).Assembly);
}
