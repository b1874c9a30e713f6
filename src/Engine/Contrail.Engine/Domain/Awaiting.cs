using System.Reflection;
using System.Runtime.CompilerServices;

namespace Contrail.Engine.Domain;

/// <summary>
/// Finds methods that await. What decides and what folds must be over when it returns; an <c>async void</c> method is not, and the compiler allows it.
/// </summary>
internal static class Awaiting
{
    public static bool IsIn(MethodInfo method) => method.IsDefined(typeof(AsyncStateMachineAttribute));
}
