namespace Weir.Risk;

/// <summary>What a sum of squared deviations is divided by.</summary>
public enum MomentDivisor
{
    /// <summary>n, as PerformanceAnalytics' VaR does.</summary>
    Population,

    /// <summary>n − 1, as pandas and R's var do.</summary>
    Sample,
}
