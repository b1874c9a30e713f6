using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;

namespace Contrail.Engine.AspNetCore;

/// <summary>The proxies in front, whose word about the caller's address and scheme counts; anybody else could make one up.</summary>
internal static class Proxies
{
    private const string Setting = "Proxies";

    /// <summary>What to believe of forwarded headers; null without <c>Proxies</c>: addresses and networks such as <c>10.0.0.5,10.1.0.0/16</c>.</summary>
    /// <exception cref="ArgumentException">It is no list of addresses and networks.</exception>
    public static ForwardedHeadersOptions? Of(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } listed)
        {
            return null;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var item in listed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            Add(options, item);
        }

        return options;
    }

    private static void Add(ForwardedHeadersOptions options, string item)
    {
        if (IPAddress.TryParse(item, out var address))
        {
            options.KnownProxies.Add(address);
        }
        else if (System.Net.IPNetwork.TryParse(item, out var network))
        {
            options.KnownIPNetworks.Add(network);
        }
        else
        {
            throw new ArgumentException($"CONTRAIL_{Setting} takes addresses and networks such as 10.0.0.5,10.1.0.0/16; '{item}' is neither.");
        }
    }
}
