using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Contrail.Engine.AspNetCore;

/// <summary>
/// What a module puts into the host's container for its endpoints, for example its <see cref="ISessionCheck"/>. Every implementation in
/// a module's assembly is found and called once, before the modules start.
/// </summary>
public interface IModuleServices
{
    /// <summary>Adds services.</summary>
    static abstract void Add(IServiceCollection services, IConfiguration configuration);
}
