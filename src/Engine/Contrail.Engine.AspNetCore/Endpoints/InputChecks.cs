using System.Reflection;
using FluentValidation;
using Microsoft.AspNetCore.Http;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// What is checked of every request before an endpoint sees it: the validators of a module for their bodies, and that values of
/// enums are ones that exist (the framework takes any number for them).
/// </summary>
/// <param name="assembly">Where the validators are: every <see cref="AbstractValidator{T}"/> with a constructor without parameters.</param>
internal sealed class InputChecks(Assembly assembly)
{
    private readonly Dictionary<Type, IValidator> validators = assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false } && t.IsAssignableTo(typeof(IValidator)) && t.GetConstructor(Type.EmptyTypes) is not null)
        .Select(t => (IValidator)Activator.CreateInstance(t)!)
        .ToDictionary(BodyOf);

    public EndpointFilterDelegate Create(EndpointFilterFactoryContext endpoint, EndpointFilterDelegate next)
    {
        var checks = endpoint.MethodInfo.GetParameters().Select(CheckOf).Where(c => c.Check is not null).ToArray();
        return checks.Length == 0 ? next : async context =>
        {
            foreach (var (position, check) in checks)
            {
                if (context.Arguments[position] is { } value && await check!(value, context.HttpContext.RequestAborted).ConfigureAwait(false) is { Count: > 0 } errors)
                {
                    return new ProblemResult(Problems.Invalid(errors));
                }
            }

            return await next(context).ConfigureAwait(false);
        };
    }

    private (int Position, Func<object, CancellationToken, Task<IReadOnlyList<ProblemError>>>? Check) CheckOf(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type.IsEnum)
        {
            return (parameter.Position, (value, _) => Task.FromResult(EnumErrors(type, parameter.Name!, value)));
        }

        return (parameter.Position, validators.TryGetValue(type, out var validator) ? (value, cancellation) => ValidateAsync(validator, value, cancellation) : null);
    }

    private static IReadOnlyList<ProblemError> EnumErrors(Type type, string name, object value) =>
        Enum.IsDefined(type, value) ? [] : [new(null, name, $"Write one of {string.Join(", ", Enum.GetNames(type).Select(JsonPointer.CamelCase))}.")];

    private static async Task<IReadOnlyList<ProblemError>> ValidateAsync(IValidator validator, object body, CancellationToken cancellation)
    {
        var result = await validator.ValidateAsync(new ValidationContext<object>(body), cancellation).ConfigureAwait(false);
        return [.. result.Errors.Select(e => new ProblemError(JsonPointer.OfMember(e.PropertyName), null, e.ErrorMessage))];
    }

    private static Type BodyOf(IValidator validator)
    {
        var type = validator.GetType();
        while (!(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(AbstractValidator<>)))
        {
            type = type.BaseType ?? throw new InvalidOperationException($"{validator.GetType().Name} is no AbstractValidator<T>.");
        }

        return type.GetGenericArguments()[0];
    }
}
