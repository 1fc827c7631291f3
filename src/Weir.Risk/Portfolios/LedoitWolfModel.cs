using Weir.Risk.Models;

namespace Weir.Risk.Portfolios;

/// <summary>The row of jointly normal assets with a covariance shrunk by Ledoit and Wolf, seen in back-tests.</summary>
internal static class LedoitWolfModel
{
    private const string Name = "portfolio-ledoit-wolf";

    public static RiskModel Row { get; } = new(Name)
    {
        Forecasts = [new(Name, setup => new LedoitWolfForecaster(setup)) { IsJoint = true, IsOfSeveralAssets = true }],
    };
}
