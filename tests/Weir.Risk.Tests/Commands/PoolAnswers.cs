using System.Numerics;
using System.Text.Json;
using Weir.Risk.Historical;
using Weir.Risk.Liquidity;

namespace Weir.Risk.Tests.Commands;

/// <summary>Liquidity positions: one amplification, bounds asked for, the way out shown.</summary>
public sealed class PoolAnswers
{
    [Theory]
    [InlineData(10, 0.5)]
    [InlineData(100, 0.98)]
    [InlineData(2000, 1.01)]
    public void Amplification_is_what_the_contract_takes(int amplification, double price)
    {
        StableswapPosition pool = new(amplification);
        BigInteger[] balances = Balances(pool.HoldingsAt(price));
        double invariant = (double)Stableswap.Invariant(balances, amplification) / 1e24;
        Assert.Equal(1, invariant, 1e-9);

        // The contract's own price of a small exchange of base coins is the price at which the position holds them.
        BigInteger amount = BigInteger.Pow(10, 14);
        double quoted = (double)Stableswap.Output(balances, amplification, 0, 1, amount) / (double)amount;
        Assert.Equal(price, quoted, 1e-6);
    }

    [Fact]
    public void The_loss_at_A_10_and_half_the_price_is_Curves()
    {
        Assert.Equal(-0.21478154720, ImpermanentLoss.Ratio(new StableswapPosition(10), 1, 0.5), 1e-9);
    }

    [Theory]
    [InlineData("il --kind concentrated", "--lower")]
    [InlineData("il --kind concentrated --lower 1500", "--upper")]
    [InlineData("il --kind stableswap", "needs its price at entry")]
    [InlineData("il --kind stableswap --entry 2000", "near 1")]
    public async Task What_a_position_lacks_is_asked_for(string line, string said)
    {
        using RiskRun run = new();
        Assert.NotEqual(0, await run.RunAsync(line.Split(' ')));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thin_pool_shows_what_leaving_brings()
    {
        using RiskRun run = new();
        string prices = run.Prices();
        JsonElement free = (await run.JsonAsync("lp", "--prices", prices, "--column", "eth"))[0];
        JsonElement thin = (await run.JsonAsync(
            "lp", "--prices", prices, "--column", "eth", "--exit-liquidity", "300"))[0];
        Assert.Equal(free.GetProperty("valueUsd").GetDouble(), free.GetProperty("exitValueUsd").GetDouble(), 1e-9);
        Assert.Equal(free.GetProperty("valueUsd").GetDouble(), thin.GetProperty("valueUsd").GetDouble(), 1e-9);
        Assert.True(thin.GetProperty("exitValueUsd").GetDouble() < 0.95 * thin.GetProperty("valueUsd").GetDouble());
    }

    [Fact]
    public void VaR_of_impermanent_loss_is_minus_the_type_7_quantile_of_its_losses_and_is_back_tested()
    {
        double[] returns = Figures.StudentSample(900, 12, 4, 0.03);
        LpPosition pool = new ConcentratedPosition(1500, 2500).WithValue(10_000, 2000);
        LpScenario[] scenarios = [.. returns.Select(value => new LpScenario(Math.Max(value, -0.9), 0))];
        LpRisk risk = LpValueAtRisk.Estimate([pool], 2000, 1, scenarios, 0.95);
        double[] losses = [.. scenarios.Select(move => 2000 * (1 + move.BaseReturnRatio)).Select(
            price => pool.Value(price) - pool.HoldingsAt(2000).Value(price))];
        Assert.Equal(-Quantiles.Of(losses, 0.05), risk.ImpermanentLossValueAtRiskUsd, 1e-9);
        double[] prices = new double[901];
        prices[0] = 2000;
        for (int i = 0; i < returns.Length; i++)
        {
            prices[i + 1] = prices[i] * Math.Exp(0.3 * returns[i]);
        }

        Weir.Risk.Backtests.Grade grade = ImpermanentLossBacktest.Grade(
            new ConstantProductPosition(1), prices, 0.95, ShortfallForm.TailMean);
        Assert.Equal(500, grade.Report!.Observations);
        Assert.InRange(grade.Report.Exceedances, 15, 36);
    }

    private static BigInteger[] Balances(Holdings holdings) =>
        [new BigInteger(holdings.BaseTokens * 1e15) * 1_000_000_000, new BigInteger(
            holdings.QuoteTokens * 1e15) * 1_000_000_000];
}
