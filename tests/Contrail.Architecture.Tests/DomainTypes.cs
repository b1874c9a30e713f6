using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Contrail.Architecture.Tests.Planted.Domain;
using Shouldly;
using Xunit;

namespace Contrail.Architecture.Tests
{
    /// <summary>A domain decides and nothing else: it can reach neither stores nor files nor networks.</summary>
    public sealed class DomainTypes
    {
        private static readonly string[] Allowed = ["Contrail.Engine.Domain", "Contrail.Engine.Events"];

        /// <summary>What domains of modules use besides: the value types and facts of the contracts; ids that follow from other ids; the mark of what is
        /// kept as a snapshot. Calendars and time zones are not among it: rules take instants and local times that were reckoned outside.</summary>
        private static readonly string[] AllowedInModules =
            [.. Allowed, "Contrail.Contracts", "Contrail.Engine.Decisions.DerivedId", "Contrail.Engine.Decisions.ISnapshots`1", "Contrail.Engine.Decisions.SnapshotAttribute"];

        /// <summary>Parts of the base class library through which a decision would touch the outside.</summary>
        private static readonly string[] Outside = ["System.IO", "System.Net", "System.Data", "System.Diagnostics.Process"];

        /// <summary>And through which it would come out differently the next time.</summary>
        private static readonly string[] Changing =
            ["System.TimeProvider", "System.Random", "System.Environment", "System.Console", "System.Threading.Thread", "System.Threading.Tasks", "System.Security.Cryptography.RandomNumberGenerator"];

        public static TheoryData<string> Modules => new(ModuleAssemblies.Names);

        [Theory]
        [MemberData(nameof(Modules))]
        public void The_domain_of_a_module_uses_only_the_base_class_library_contracts_and_itself(string module)
        {
            var types = ModuleAssemblies.All.Single(a => a.GetName().Name == module).GetTypes().Where(type => IsIn(type, $"{module}.Domain")).ToList();

            types.Count.ShouldBeGreaterThan(5, "the check sees the types");
            types.SelectMany(type => ViolationsIn(type, module)).ShouldBeEmpty();
        }

        [Theory]
        [InlineData(typeof(KeepsStorage))]
        [InlineData(typeof(AsksTheClock))]
        [InlineData(typeof(ThrowsDice))]
        public void A_planted_type_of_a_modules_domain_is_found(Type planted) => ViolationsIn(planted, "Contrail.Architecture.Tests.Planted").ShouldNotBeEmpty();

        [Fact]
        public void The_engines_domain_types_use_only_the_base_class_library_and_events()
        {
            var types = typeof(Engine.Domain.AggregateRoot).Assembly.GetTypes().Where(type => IsIn(type, "Contrail.Engine.Domain")).ToList();

            types.Count.ShouldBeGreaterThan(5, "the check sees the types");
            types.SelectMany(Violations).ShouldBeEmpty();
        }

        [Theory]
        [InlineData(typeof(KeepsStorage))]
        [InlineData(typeof(OpensStorage))]
        [InlineData(typeof(OpensStorageInALambda))]
        [InlineData(typeof(TakesAListOfPages))]
        [InlineData(typeof(ReadsAFile))]
        public void A_planted_domain_type_is_found(Type planted) => Violations(planted).ShouldNotBeEmpty();

        [Fact]
        public void A_domain_type_that_only_decides_passes() => Violations(typeof(Decides)).ShouldBeEmpty();

        private static IEnumerable<string> Violations(Type type) =>
            WithNested(type).SelectMany(UsedTypes.Of).Distinct().Where(used => !IsAllowed(used, type)).Select(used => $"{type} uses {used}");

        /// <summary>The compiler puts lambdas and iterators into nested types; what they use, the type uses.</summary>
        private static IEnumerable<Type> WithNested(Type type) =>
            type.GetNestedTypes(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic).SelectMany(WithNested).Prepend(type);

        private static bool IsAllowed(Type used, Type user) => IsAllowed(used, user.Namespace!, Allowed, Outside);

        private static IEnumerable<string> ViolationsIn(Type type, string module) =>
            UsedTypes.Of(type).Where(used => !IsAllowed(used, $"{module}.Domain", AllowedInModules, [.. Outside, .. Changing])).Select(used => $"{type} uses {used}");

        private static bool IsAllowed(Type used, string own, string[] allowed, string[] outside) =>
            IsBaseClassLibrary(used)
                ? !Array.Exists(outside, part => IsIn(used, part))
                : used.Namespace is null or "Microsoft.CodeAnalysis" or "System.Text.RegularExpressions.Generated" || IsIn(used, own) || IsGenerated(used)
                    || Array.Exists(allowed, part => IsIn(used, part));

        private static bool IsBaseClassLibrary(Type type) =>
            type.Assembly.Location.StartsWith(RuntimeEnvironment.GetRuntimeDirectory(), StringComparison.Ordinal);

        private static bool IsGenerated(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

        private static bool IsIn(Type type, string part) =>
            type.FullName is { } name && (name.StartsWith(part + ".", StringComparison.Ordinal) || name == part);
    }
}

namespace Contrail.Architecture.Tests.Planted.Domain
{
    using Contrail.Engine.Domain;
    using Contrail.Engine.InMemory;
    using Contrail.Engine.Log;

    internal sealed class KeepsStorage
    {
        public InMemoryStorage? Storage { get; set; }
    }

    internal sealed class OpensStorage
    {
        public static string Text() => new InMemoryStorage().ToString()!;
    }

    internal sealed class OpensStorageInALambda
    {
        public static Func<object> Later() => () => new InMemoryStorage();
    }

    internal sealed class TakesAListOfPages
    {
        public static int Count(IReadOnlyList<LogPage[]> pages) => pages.Count;
    }

    internal sealed class ReadsAFile
    {
        public static bool Exists() => File.Exists("anything");
    }

    internal sealed class AsksTheClock
    {
        public static DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow();
    }

    internal sealed class ThrowsDice
    {
        public static int Throw() => Random.Shared.Next();
    }

    internal sealed class Decides : EventSourced
    {
        public static IEnumerable<string> Seats(int count) =>
            Enumerable.Range(1, count).Select(i => i > 0 ? $"{i}A" : throw new RefusedException(RefusalKind.Invalid, "Seat", "No such seat."));
    }
}
