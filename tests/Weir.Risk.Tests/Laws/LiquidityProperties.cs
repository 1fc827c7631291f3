using CsCheck;
using Weir.Risk.Liquidity;

namespace Weir.Risk.Tests.Laws;

public sealed class LiquidityProperties
{
    private static readonly Gen<double> Ratio = Gen.Double[-3, 3].Select(Math.Exp);

    private static readonly Gen<LpPosition> Position = Gen.OneOf<LpPosition>(
        Gen.Double[0.1, 1e6].Select(liquidity => (LpPosition)new ConstantProductPosition(liquidity)),
        Gen.Double[0.05, 0.95].Select(weight => (LpPosition)new WeightedPosition(weight)),
        Gen.Select(Gen.Double[0.2, 0.95], Gen.Double[1.05, 5]).Select(
            (low, high) => (LpPosition)new ConcentratedPosition(2000 * low, 2000 * high)));

    [Fact]
    public void Impermanent_loss_is_zero_at_entry_and_never_above() =>
        Gen.Select(Position, Ratio).Sample((position, ratio) =>
        {
            Assert.Equal(0, ImpermanentLoss.Ratio(position, 2000, 2000), 1e-12);
            Assert.True(ImpermanentLoss.Ratio(position, 2000, 2000 * ratio) <= 1e-12);
        }, iter: 1000);

    [Fact]
    public void A_full_range_and_a_weight_of_a_half_are_the_constant_product() =>
        Ratio.Sample(ratio =>
        {
            double expected = ImpermanentLoss.ConstantProduct(ratio);
            Assert.Equal(expected, ImpermanentLoss.Ratio(
                new ConcentratedPosition(0, double.PositiveInfinity), 2000, 2000 * ratio), 1e-12);
            Assert.Equal(expected, ImpermanentLoss.Ratio(new WeightedPosition(0.5), 2000, 2000 * ratio), 1e-12);
        }, iter: 1000);

    [Fact]
    public void Stableswap_goes_from_the_constant_product_to_the_constant_sum() =>
        Gen.Double[0.5, 2].Sample(ratio =>
        {
            Assert.Equal(ImpermanentLoss.ConstantProduct(ratio), ImpermanentLoss.Ratio(
                new StableswapPosition(1e-9), 1, ratio), 1e-6);
            double sum = ImpermanentLoss.Ratio(new StableswapPosition(1e9), 1, ratio);
            Assert.Equal((2 * Math.Min(ratio, 1) / (1 + ratio)) - 1, sum, 1e-3);
            Assert.True(ImpermanentLoss.Ratio(new StableswapPosition(100), 1, ratio) <= 1e-12);
        }, iter: 300);

    [Fact]
    public void Convexity_is_the_second_derivative_of_the_value() =>
        Gen.Select(Gen.OneOf(Position, Gen.Double[1, 500].Select(
            a => (LpPosition)new StableswapPosition(a))), Gen.Double[0.98, 1.02]).Sample((position, move) =>
        {
            double price = (position is StableswapPosition ? 1 : 2000) * move;
            double h = (position is StableswapPosition ? 1e-5 : 1e-4) * price;
            double second = (position.Value(price + h) - (
                2 * position.Value(price)) + position.Value(price - h)) / (h * h);
            Assert.Equal(
                position.Convexity(price), -second * price * price, 2e-3 * Math.Max(position.Convexity(price), 1e-3));
        }, iter: 300);

    [Fact]
    public void A_position_risks_at_least_what_its_linear_shadow_says_and_fees_lessen_it() =>
        Gen.Select(Position, Gen.Double[-0.4, 0.4].Array[50]).Sample((position, returns) =>
        {
            LpScenario[] scenarios = [.. returns.Select(value => new LpScenario(value, 0))];
            LpRisk bare = LpValueAtRisk.Estimate([position], 2000, 1, scenarios, 0.95);
            LpRisk paid = LpValueAtRisk.Estimate(
                [position], 2000, 1, scenarios, 0.95, new LpRiskOptions { FeeRatio = 0.003, TurnoverRatio = 2 });
            Assert.True(bare.ValueAtRiskUsd >= bare.DeltaValueAtRiskUsd - (1e-9 * bare.ValueUsd));
            Assert.True(paid.ValueAtRiskUsd <= bare.ValueAtRiskUsd + (1e-9 * bare.ValueUsd));
            Assert.True(bare.MeanImpermanentLossUsd <= 1e-9 * bare.ValueUsd);
        }, iter: 500);
}
