using Weir.Risk.Historical;

namespace Weir.Risk.Original;

/// <summary>The original platform's transaction features and block aggregates.</summary>
/// <remarks>Mended: selectors are compared in lower case with 0x, as they stand on the chain.</remarks>
public static class OriginalFeatures
{
    private const int GasWindow = 100;

    private static readonly Dictionary<string, string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["0xa9059cbb"] = "ERC20.transfer",
        ["0x23b872dd"] = "ERC20.transferFrom",
        ["0x095ea7b3"] = "ERC20.approve",
        ["0x42842e0e"] = "ERC721.safeTransferFrom",
        ["0xf242432a"] = "ERC1155.safeTransferFrom",
    };

    /// <summary>The features, sorted by block number (ties stay in their order).</summary>
    /// <exception cref="Core.Errors.ModelInputException">A gas price or value that is not finite.</exception>
    public static OriginalTransactionFeatures[] Compute(IReadOnlyList<OriginalTransaction> transactions)
    {
        OriginalTransaction[] sorted = [.. transactions.OrderBy(transaction => transaction.BlockNumber)];
        double[] gas = Array.ConvertAll(sorted, transaction => transaction.GasPriceWei / 1e9);
        Check.Finite("original-features", gas);
        OriginalTransactionFeatures[] features = new OriginalTransactionFeatures[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            OriginalTransaction transaction = sorted[i];
            Check.Finite("original-features", [transaction.ValueWei]);
            string selector = transaction.Input.Length > 10 ? transaction.Input[..10] : transaction.Input;
            string name = Functions.GetValueOrDefault(selector, "unknown");
            double high = Quantiles.Of(gas.AsSpan(Math.Max(0, i - GasWindow + 1)..(i + 1)), 0.9);
            features[i] = new OriginalTransactionFeatures(
                transaction.BlockNumber, gas[i], transaction.ValueWei / 1e18, transaction.To is null, selector, name,
                name != "unknown", high, gas[i] > high);
        }

        return features;
    }

    /// <summary>The aggregates, lowest block first.</summary>
    public static OriginalBlockAggregate[] Aggregate(IReadOnlyList<OriginalTransactionFeatures> features)
    {
        List<OriginalBlockAggregate> blocks = [];
        foreach (IGrouping<long, OriginalTransactionFeatures> block in features.GroupBy(
            row => row.BlockNumber).OrderBy(group => group.Key))
        {
            blocks.Add(new OriginalBlockAggregate(
                block.Key,
                block.Count(),
                block.Sum(row => row.ValueEth),
                block.Average(row => row.GasPriceGwei),
                block.Max(row => row.GasPriceGwei),
                block.Count(row => row.IsDefi),
                block.Count(row => row.IsContractDeploy)));
        }

        return [.. blocks];
    }
}
