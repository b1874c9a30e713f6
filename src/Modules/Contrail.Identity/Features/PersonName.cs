using FluentValidation;

namespace Contrail.Identity.Features;

/// <summary>What a person may be called: nearly everything, but nothing that can be mistaken for a line of its own.</summary>
internal static class PersonName
{
    private const int Longest = 100;

    public static IRuleBuilderOptions<T, string> IsPersonName<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(name => !string.IsNullOrWhiteSpace(name) && name.Trim().Length <= Longest).WithMessage($"Write a name of 1 to {Longest} characters.")
        .Must(name => name is null || !name.Any(char.IsControl)).WithMessage("A name has no line breaks or control characters.");
}
