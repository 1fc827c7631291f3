namespace Weir.Risk.Stress;

/// <summary>What happened to each asset, or what is supposed to: simple returns.</summary>
public sealed record StressScenario(string Name, IReadOnlyList<double> ShockRatios);
