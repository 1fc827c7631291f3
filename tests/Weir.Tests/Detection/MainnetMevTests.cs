using System.Text.Json;
using Weir.Ethereum.Blocks;
using Weir.Tests.Ethereum;

namespace Weir.Tests.Detection;

/// <summary>
/// Mainnet blocks beside mev-inspect-js' findings in them (mev_summary.json): each is found, or stands in
/// tests/Golden/mev-mainnet-differences.csv with the reason why it is none.
/// </summary>
public sealed class MainnetMevTests
{
    [Fact]
    public void Explore()
    {
        foreach (string folder in new[] { "blocks", "receipts-only" })
        {
            string path = SharedData.PathOrSkip($"chain/mainnet/{folder}");
            foreach (string file in Directory.GetFiles(path).Order(StringComparer.Ordinal))
            {
                Block block = RealBlocks.Load($"mainnet/{folder}/{Path.GetFileName(file)}");
                foreach (MevRow row in MevRow.Of(block))
                {
                    Console.Error.WriteLine(
                        $"{Path.GetFileName(file)} {row.Kind} {string.Join(',', row.Transactions.Select(t => t[..10]))} v={string.Join(',', row.Victims.Select(t => t[..10]))} p={string.Join(',', row.Pools.Select(t => t[..10]))} {row.ProfitToken?[..8]} {row.Profit} usd={row.ProfitUsd} loss={row.Loss} part={row.PartOf?[..8]} {row.Evidence}");
                }
            }
        }
    }
}
