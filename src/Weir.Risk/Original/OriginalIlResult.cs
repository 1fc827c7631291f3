namespace Weir.Risk.Original;

/// <summary>A row of the original's impermanent-loss scan, with its fault mended.</summary>
/// <param name="PriceRatio">Price over entry price.</param>
/// <param name="PriceCurrent">The price.</param>
/// <param name="IlPercent">Impermanent loss in percent of holding, zero or below.</param>
/// <param name="LpValueUsd">V·√r.</param>
/// <param name="HoldValueUsd">V·(1 + r)/2.</param>
/// <param name="LossUsd">LP value less hold value, zero or below.</param>
/// <param name="PublishedLpValueUsd">What the original gives as LP value: V·(1 + IL), short of the growth of what is
/// held.</param>
/// <param name="PublishedLossUsd">What it gives as loss, a gain of 1,928 at half the price.</param>
public sealed record OriginalIlResult(
    double PriceRatio,
    double PriceCurrent,
    double IlPercent,
    double LpValueUsd,
    double HoldValueUsd,
    double LossUsd,
    double PublishedLpValueUsd,
    double PublishedLossUsd);
