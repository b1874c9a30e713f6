using Contrail.Engine.AspNetCore;
using Contrail.Identity.Credentials;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Contrail.Identity;

/// <summary>What every host that serves this module has: sessions count only as long as they are alive.</summary>
internal sealed class IdentityServices : IModuleServices
{
    public static void Add(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<ISessionCheck, LiveSessions>();
}
