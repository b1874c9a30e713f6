using Contrail.Engine.Modules;
using Shouldly;
using Xunit;

namespace Contrail.Architecture.Tests;

/// <summary>What a host sees of a module: its class, and what that class is made with. Everything else is the module's own business.</summary>
public sealed class ModuleSurface
{
    /// <summary>Public beside the module classes, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["Contrail.Booking.BookingOptions"] = "the module's class takes it",
        ["Contrail.Payments.PaymentsOptions"] = "the module's class takes it",
        ["Contrail.Notifications.NotificationOptions"] = "the module's class takes it",
        ["Contrail.Notifications.SmtpSettings"] = "part of the options",
        ["Contrail.Identity.DemoLogin"] = "the host and black-box tests tell people how to sign in to the demo",
        ["Contrail.Payments.DemoCard"] = "the host tells visitors of the demo how to pay",
    };

    [Fact]
    public void A_module_shows_its_class_and_its_options_only()
    {
        var shown = ModuleAssemblies.All.SelectMany(a => a.GetExportedTypes()).Where(t => !t.IsAssignableTo(typeof(Module))).Select(ModuleAssemblies.Named).ToList();

        shown.Except(Allowed.Keys).ShouldBeEmpty("make them internal, or say here why a host needs them");
        Allowed.Keys.Except(shown).ShouldBeEmpty("allowed without need");
    }

    [Fact]
    public void An_assembly_holds_one_module_named_after_it() => ModuleAssemblies.All
        .Where(a => a.GetExportedTypes().Where(t => t.IsAssignableTo(typeof(Module))).Select(t => t.FullName!).ToList() is not [var only] || only != $"{a.GetName().Name}.{a.GetName().Name!.Split('.')[^1]}Module")
        .Select(a => a.GetName().Name).ShouldBeEmpty();
}
