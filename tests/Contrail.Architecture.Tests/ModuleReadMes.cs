using System.Reflection;
using Contrail.Contracts;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Shouldly;
using Xunit;

namespace Contrail.Architecture.Tests;

/// <summary>Every module has a page that names its streams and what it tells others, and the page is right.</summary>
public sealed class ModuleReadMes
{
    public static TheoryData<string> Modules => new(ModuleAssemblies.Names);

    [Theory]
    [MemberData(nameof(Modules))]
    public void The_page_of_a_module_names_its_streams_and_its_contracts(string module)
    {
        var page = Path.Combine(Repository.Modules, module, "README.md");

        File.Exists(page).ShouldBeTrue($"{module} has no README.md");
        CategoriesOf(module).ShouldNotBeEmpty("the check sees the streams");
        Missing(File.ReadAllText(page), CategoriesOf(module), ContractsOf(module)).ShouldBeEmpty();
    }

    [Fact]
    public void Contracts_are_found_by_their_module() => ContractsOf("Contrail.Identity").ShouldBe(["UserRegisteredV1"]);

    [Fact]
    public void What_a_page_does_not_name_is_found() =>
        Missing("Streams: `ticket-{number}`. Tells `TicketIssuedV1`.", ["ticket", "ticket_stock"], ["TicketIssuedV1", "TicketVoidedV1"]).ShouldBe(["ticket_stock-", "TicketVoidedV1"]);

    private static IEnumerable<string> Missing(string page, IEnumerable<string> categories, IEnumerable<string> contracts) =>
        categories.Select(c => $"{c}-").Concat(contracts).Where(name => !page.Contains(name, StringComparison.Ordinal));

    /// <summary>Its own; those with a dot are other modules'.</summary>
    private static List<string> CategoriesOf(string module) =>
    [
        .. ModuleAssemblies.All.Single(a => a.GetName().Name == module).GetTypes()
            .Select(t => t.GetCustomAttribute<StreamCategoryAttribute>()?.Category).OfType<string>().Where(c => !c.Contains('.', StringComparison.Ordinal)).Distinct(),
    ];

    private static List<string> ContractsOf(string module)
    {
        var name = module.Split('.')[^1];
        return
        [
            .. typeof(Money).Assembly.GetTypes()
                .Where(t => t.GetCustomAttribute<EventTypeAttribute>() is { } e && e.WireName.StartsWith($"{name.ToLowerInvariant()}.", StringComparison.Ordinal)).Select(t => t.Name).Order(StringComparer.Ordinal),
        ];
    }
}
