namespace Weir.Simulation.Events.Realistic;

/// <summary>What the realistic mode simulates.</summary>
/// <param name="TransactionsPerSecond">Honest transactions on average, from 0.001 to 1,000,000.</param>
/// <param name="AttackInterval">Between attacks on average.</param>
/// <param name="Agents">Honest accounts, from 2 to 1,000,000.</param>
public sealed record RealisticOptions(double TransactionsPerSecond, TimeSpan AttackInterval, int Agents)
{
    /// <summary>2 transactions a second of 1,000 accounts; an attack every 120 s.</summary>
    public static RealisticOptions Default { get; } = new(2, TimeSpan.FromSeconds(120), 1_000);
}
