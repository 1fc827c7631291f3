using Weir.Risk.Portfolios;
using Weir.Risk.Rolling;

namespace Weir.Risk.Models;

/// <summary>What a forecaster is made from.</summary>
/// <param name="Levels">The confidences it forecasts at.</param>
/// <param name="Options">Window, refits and the models' choices.</param>
/// <param name="Assets">The assets' joint returns, for a joint model; null for one that does not look at them.</param>
/// <param name="Weights">Their weights.</param>
internal sealed record ForecastSetup(
    Confidence[] Levels, RollingOptions Options, ReturnTable? Assets, double[] Weights);
