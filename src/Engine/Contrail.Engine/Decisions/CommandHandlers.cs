using System.Collections.Frozen;
using System.Reflection;
using Contrail.Engine.Domain;

namespace Contrail.Engine.Decisions;

/// <summary>The handlers of a module, one for each command; checked when they are registered.</summary>
internal sealed class CommandHandlers
{
    private readonly FrozenDictionary<Type, CommandHandler> handlers;

    private CommandHandlers(FrozenDictionary<Type, CommandHandler> handlers) => this.handlers = handlers;

    public bool Handles(Type command) => handlers.ContainsKey(command);

    public CommandHandler For(Type command) =>
        handlers.TryGetValue(command, out var handler)
            ? handler
            : throw new InvalidOperationException($"Nothing handles {command.Name}. Register an ICommandHandler<{command.Name}> with the module.");

    public sealed class Builder
    {
        private readonly Dictionary<Type, CommandHandler> handlers = [];

        public Builder Add(object handler)
        {
            var contracts = handler.GetType().GetInterfaces().Where(IsContract).ToList();
            if (contracts.Count == 0)
            {
                throw new InvalidOperationException($"{handler.GetType().Name} implements no ICommandHandler.");
            }

            foreach (var contract in contracts)
            {
                var command = contract.GenericTypeArguments[0];
                RefuseAsync(handler.GetType(), contract);
                if (!handlers.TryAdd(command, CommandHandler.Bind(handler, contract)))
                {
                    throw new InvalidOperationException($"{command.Name} has two handlers; {handler.GetType().Name} is the second. A command has one.");
                }
            }

            return this;
        }

        public CommandHandlers Build() => new(handlers.ToFrozenDictionary());

        private static bool IsContract(Type type) =>
            type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ICommandHandler<>) || type.GetGenericTypeDefinition() == typeof(ICommandHandler<,>));

        /// <summary>A decision that awaits would go on after it was taken; the compiler allows it, so it is refused here.</summary>
        private static void RefuseAsync(Type handler, Type contract)
        {
            var method = handler.GetInterfaceMap(contract).TargetMethods[0];
            if (Awaiting.IsIn(method) || typeof(System.Collections.IEnumerator).IsAssignableFrom(method.ReturnType)
                || IsAwaitable(method.ReturnType))
            {
                throw new InvalidOperationException(
                    $"{handler.Name}.Handle awaits. A decision is a synchronous pure function; ask the outside world in a reaction and send its answer as a command.");
            }
        }

        private static bool IsAwaitable(Type type) => type.GetMethod(nameof(Task.GetAwaiter), BindingFlags.Public | BindingFlags.Instance) is not null;
    }
}

/// <summary>One handler, callable without knowing its types.</summary>
internal sealed class CommandHandler(Func<ICommand, IDecision, object?> handle, Type? resultType)
{
    public Type? ResultType { get; } = resultType;

    public object? Handle(ICommand command, IDecision decision) => handle(command, decision);

    public static CommandHandler Bind(object handler, Type contract) =>
        (CommandHandler)typeof(CommandHandler)
            .GetMethod(contract.GenericTypeArguments.Length == 1 ? nameof(WithoutResult) : nameof(WithResult), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(contract.GenericTypeArguments)
            .Invoke(null, [handler])!;

    private static CommandHandler WithoutResult<TCommand>(ICommandHandler<TCommand> handler)
        where TCommand : ICommand =>
        new(
            (command, decision) =>
            {
                handler.Handle((TCommand)command, decision);
                return null;
            },
            resultType: null);

    private static CommandHandler WithResult<TCommand, TResult>(ICommandHandler<TCommand, TResult> handler)
        where TCommand : ICommand<TResult> =>
        new((command, decision) => handler.Handle((TCommand)command, decision), typeof(TResult));
}
