using System.Globalization;
using System.Text;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Tests.Ethereum;

namespace Weir.Tests.Detection;

/// <summary>ETH/USD of blocks' own pools beside the daily series of the day; each difference stands in a table.</summary>
public sealed class EthUsdTests
{
    private const string Weth = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
    private const string Usd = "0x0000000000000000000000000000000000000348";

    [Fact]
    public void Prices_lie_within_the_day_and_the_table_lists_every_difference()
    {
        Dictionary<DateOnly, (double Low, double High, double Close)> days = Series();
        StringBuilder table = new("block,day_about,price_usd,low_around_usd,high_around_usd,close_usd,difference_from_close_percent,pools\n");
        int compared = 0;
        foreach (Block block in Blocks())
        {
            var prices = (PriceBatch)MevRow.Decode(block).Of(PriceBatch.Table);
            int[] own = [.. Enumerable.Range(0, prices.RowCount).Where(
                row => Hex.Encode(prices.TokenAddress[row]) == Weth && Hex.Encode(prices.QuoteAddress[row]) == Usd)];
            if (own.Length == 0)
            {
                continue;
            }

            DateOnly day = DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(TimeOf(block.Header.Number)));
            if (!days.TryGetValue(day, out (double Low, double High, double Close) known))
            {
                continue;
            }

            // Where the time is interpolated over a year and a half, the day may be some days off: blocks came unevenly.
            int off = block.Header.Number < 12_700_000 ? 8 : 1;
            for (int step = -off; step <= off; step++)
            {
                if (days.TryGetValue(day.AddDays(step), out (double Low, double High, double Close) next))
                {
                    known = (Math.Min(known.Low, next.Low), Math.Max(known.High, next.High), known.Close);
                }
            }

            compared++;
            double price = prices.Price[own[0]];
            int pools = Enumerable.Range(0, prices.RowCount).Count(
                row => (Hex.Encode(prices.TokenAddress[row]) == Weth || Hex.Encode(prices.QuoteAddress[row]) == Weth)
                    && prices.Source.Text(row).StartsWith("0x", StringComparison.Ordinal));
            Assert.True(
                price >= known.Low * 0.98 && price <= known.High * 1.02,
                $"block {block.Header.Number}: {price} is not within {known.Low} and {known.High}");
            table.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{block.Header.Number},{day:yyyy-MM-dd},{price:F2},{known.Low:F2},{known.High:F2},{known.Close:F2},{100 * ((price / known.Close) - 1):F2},{pools}\n"));
        }

        Golden.Check("tests/Golden/eth-usd.csv", table.ToString());
        Assert.True(compared >= 5, $"{compared} blocks were compared");
    }

    // Most of these blocks came without their time: between blocks whose headers are here it runs evenly.
    private static double TimeOf(long number)
    {
        (long Number, double Time)[] known =
        [
            (9_069_000, 1_575_764_709), (12_775_690, 1_625_598_724), (12_965_000, 1_628_166_822),
            (14_764_013, 1_652_398_842),
        ];
        int next = Math.Clamp(Array.FindIndex(known, item => item.Number >= number), 1, known.Length - 1);
        (long from, double start) = known[next - 1];
        (long to, double end) = known[next];
        return start + ((end - start) * (number - from) / (to - from));
    }

    private static IEnumerable<Block> Blocks() =>
        MainnetMevTests.Blocks().Where(block => block.Header.Number < 15_000_000).Concat(Directory.GetFiles(SharedData.PathOrSkip("chain/mev-inspect-py/blocks"))
            .Order(StringComparer.Ordinal).Select(
                file => RealBlocks.Load($"mev-inspect-py/blocks/{Path.GetFileName(file)}")));

    private static Dictionary<DateOnly, (double Low, double High, double Close)> Series()
    {
        Dictionary<DateOnly, (double, double, double)> days = [];
        foreach (string line in File.ReadLines(SharedData.PathOrSkip("prices/ETH-USD_daily_yahoo.csv")).Skip(1))
        {
            string[] cells = line.Split(',');
            if (double.TryParse(cells[3], CultureInfo.InvariantCulture, out double low))
            {
                days[DateOnly.Parse(cells[0], CultureInfo.InvariantCulture)] = (
                    low, double.Parse(cells[2], CultureInfo.InvariantCulture),
                    double.Parse(cells[4], CultureInfo.InvariantCulture));
            }
        }

        return days;
    }
}
