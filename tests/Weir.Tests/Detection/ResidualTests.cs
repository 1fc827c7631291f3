using System.Globalization;
using System.Numerics;
using System.Text;
using Weir.Core.Tables;
using Weir.Detection.Counterfactuals;
using Weir.Detection.Facts;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms.Mev;

namespace Weir.Tests.Detection;

/// <summary>
/// Uniswap V2 swaps of the mainnet blocks: what the formula gives from the reserves before, less what came out. The
/// list stands in tests/Golden/v2-residuals.csv.
/// </summary>
public sealed class ResidualTests
{
    [Fact]
    public void Residuals_of_real_swaps_are_listed()
    {
        StringBuilder list = new("block,log,pool,fee_ppm,sold_raw,formula_less_observed,share_of_output\n");
        int zero = 0;
        int less = 0;
        int more = 0;
        foreach (Block block in MainnetMevTests.Blocks())
        {
            BatchSet made = MevRow.Decode(block);
            foreach (Swap swap in new BlockFactReader(new FactBatches(made)).Read(block, 1).Swaps)
            {
                if (ConstantProduct.Residual(swap) is not { } residual)
                {
                    continue;
                }

                zero += residual.IsZero ? 1 : 0;
                less += residual.Sign > 0 ? 1 : 0;
                more += residual.Sign < 0 ? 1 : 0;
                if (!residual.IsZero)
                {
                    list.Append(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{block.Header.Number},{swap.Place[4..]},{swap.Pool},{swap.FeePpm},{swap.SoldRaw},{residual},{(double)residual / (double)BigInteger.Max(swap.BoughtRaw, 1):E2}\n"));
                }
            }
        }

        list.Append(string.Create(
            CultureInfo.InvariantCulture, $"# {zero} swaps give exactly the formula's output, {less} took less, {more} got more\n"));
        Golden.Check("tests/Golden/v2-residuals.csv", list.ToString());
        Assert.True(zero > 100, $"{zero} swaps equal the formula");
        Assert.True(zero > 5 * (less + more), $"{zero} equal, {less} less, {more} more");
    }

    [Theory]
    [InlineData(0, "79228162514264337593543950336")]
    [InlineData(-887_272, "4295128739")]
    [InlineData(887_272, "1461446703485210103287273052203988822378723970342")]
    [InlineData(50, "79426470787362580746886972461")]
    [InlineData(-50, "79030349367926598376800521322")]
    [InlineData(250_000, "21246587762933397357449903968194344")]
    public void Prices_at_ticks_are_those_of_the_contract(int tick, string sqrtPriceX96)
    {
        // TickMath.sol's MIN_SQRT_RATIO and MAX_SQRT_RATIO, and values of its tests.
        BigInteger price = BigInteger.Parse(sqrtPriceX96, CultureInfo.InvariantCulture);
        Assert.Equal(price, TickMath.SqrtPriceAt(tick));
        Assert.Equal(Math.Min(tick, 887_271), TickMath.TickAt(price));
    }
}
