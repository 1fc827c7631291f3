namespace Weir.Simulation.Events.SeedCompat;

/// <summary>The original's settings.</summary>
/// <param name="NormalInterval">Between normal ticks.</param>
/// <param name="AttackInterval">Between attacks; the first one comes at once.</param>
/// <param name="Duration">Zero for no end; looked at between passes only, as in the original.</param>
/// <param name="Events">Stops at the first whole tick or attack at or after so many messages; zero for no end.</param>
public sealed record SeedOptions(TimeSpan NormalInterval, TimeSpan AttackInterval, TimeSpan Duration, long Events);
