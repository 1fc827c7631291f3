using Weir.Core.Errors;
using Weir.Risk.Mev;

namespace Weir.Risk.Tests;

public sealed class SandwichExposureTests
{
    private static readonly PlannedTrade Trade = new(1_000, 3_000_000, 0.003, 10, 0.01);

    [Fact]
    public void The_searcher_takes_what_the_slippage_allows_and_no_more()
    {
        SandwichOutcome outcome = SandwichExposure.Worst(Trade, 0);
        Assert.True(outcome.SearcherProfit > 0);
        Assert.Equal(0.01 * outcome.QuoteOut, outcome.Loss, 1e-6 * outcome.QuoteOut);

        // The formula by hand: 10 · 0.997 · 3,000,000 / (1,000 + 9.97).
        Assert.Equal(29_614.7, outcome.QuoteOut, 0.1);
    }

    [Fact]
    public void Without_slippage_or_with_a_costly_sandwich_nothing_is_lost()
    {
        Assert.Equal(0, SandwichExposure.Worst(Trade with { SlippageRatio = 0 }, 0).Loss, 1e-6);
        Assert.Equal(0, SandwichExposure.Worst(Trade, 1_000).Loss);

        // A small trade moves the price by less than the fee of going in and out.
        Assert.Equal(0, SandwichExposure.Worst(Trade with { AmountIn = 0.1 }, 0).Loss);
    }

    [Fact]
    public void More_slippage_never_loses_less()
    {
        double last = 0;
        for (double slippage = 0; slippage < 0.5; slippage += 0.01)
        {
            double loss = SandwichExposure.Worst(Trade with { SlippageRatio = slippage }, 0).Loss;
            Assert.True(loss >= last - 1e-6, $"{slippage}: {loss} < {last}");
            last = loss;
        }
    }

    [Theory]
    [InlineData(0, 1, 0.003, 1, 0.01)]
    [InlineData(1, double.NaN, 0.003, 1, 0.01)]
    [InlineData(1, 1, 1, 1, 0.01)]
    [InlineData(1, 1, 0.003, -1, 0.01)]
    [InlineData(1, 1, 0.003, 1, 1)]
    public void Numbers_out_of_range_are_refused(
        double reserveIn, double reserveOut, double fee, double amount, double slippage) =>
        Assert.Throws<ModelInputException>(() => SandwichExposure.Worst(
            new PlannedTrade(reserveIn, reserveOut, fee, amount, slippage), 0));
}
