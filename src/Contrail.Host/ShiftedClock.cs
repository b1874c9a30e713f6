namespace Contrail.Host;

/// <summary>A clock that runs as fast as the real one but began at another instant, for demos and tests.</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}
