using System.Collections.Concurrent;
using System.Security.Claims;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Log;
using Contrail.Engine.Modules;
using Contrail.Identity.Domain.Users;

namespace Contrail.Identity.Credentials;

/// <summary>
/// Says whether a session that a cookie or token claims is still alive. A user's state is kept; each question reads what their
/// stream holds beyond it, usually nothing, so that a session ended on any node is over with the next request. Safe for concurrent use.
/// </summary>
internal sealed class LiveSessions(RunningModules modules, TimeProvider clock) : ISessionCheck
{
    /// <summary>Claim of the session: it is worth something only as long as the user's state lists it.</summary>
    public const string StampClaim = "stamp";

    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<UserId, User> kept = new();

    /// <inheritdoc/>
    public ValueTask<bool> IsValidAsync(ClaimsPrincipal user, CancellationToken cancellation) =>
        IsAliveAsync(user.FindFirstValue(Caller.UserClaim), user.FindFirstValue(StampClaim), cancellation);

    /// <summary>Whether the session of a user is alive.</summary>
    /// <param name="userId">From the claim of <see cref="Caller.UserClaim"/>.</param>
    /// <param name="stamp">From the claim of <see cref="StampClaim"/>.</param>
    /// <param name="cancellation">Stops asking.</param>
    public async ValueTask<bool> IsAliveAsync(string? userId, string? stamp, CancellationToken cancellation = default) =>
        stamp is not null
        && Guid.TryParseExact(userId, "N", out var id)
        && await FindAsync(new UserId(id), cancellation) is { } user
        && user.HasSession(stamp, clock.GetUtcNow());

    private async ValueTask<User?> FindAsync(UserId id, CancellationToken cancellation)
    {
        var module = modules.Of<IdentityModule>();
        var known = kept.GetValueOrDefault(id);
        if (!await HasMoreAsync(module, id, known?.Version ?? 0, cancellation))
        {
            return known;
        }

        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        return kept[id] = await module.StateAsync<User>(id);
    }

    private static async ValueTask<bool> HasMoreAsync(RunningModule module, UserId id, long version, CancellationToken cancellation) =>
        (await module.Log.ReadStreamAsync(StreamName.For(User.Category, id.ToString()), version, 1, cancellation)).Count > 0;
}
