namespace Weir.Risk.Backtests;

/// <summary>What a test says of a row of forecasts.</summary>
public sealed record TestVerdict
{
    /// <summary>The test's name in docs/risk.md.</summary>
    public required string Test { get; init; }

    /// <summary>The statistic, or null where it is not defined (<see cref="Warnings"/> says why).</summary>
    public required double? Statistic { get; init; }

    /// <summary>Probability of a statistic at least as bad, were the forecasts right.</summary>
    public required double? PValue { get; init; }

    /// <summary>Whether the forecasts are rejected at <see cref="SignificanceRatio"/>; null where nothing can be
    /// said.</summary>
    public bool? IsRejected => PValue is { } p ? p < SignificanceRatio : null;

    public double SignificanceRatio { get; init; } = 0.05;

    public IReadOnlyList<Figure> Figures { get; init; } = [];

    public IReadOnlyList<Convention> Conventions { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    internal static TestVerdict Undefined(string test, string why) =>
        new() { Test = test, Statistic = null, PValue = null, Warnings = [why] };
}
