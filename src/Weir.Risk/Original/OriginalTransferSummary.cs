namespace Weir.Risk.Original;

/// <summary>The original's aggregate of transfers.</summary>
/// <param name="Hours">Start of each hour that has transfers, Unix seconds.</param>
/// <param name="Erc20Volumes">ERC-20 amounts of each hour.</param>
/// <param name="Erc721Counts">ERC-721 transfers of each hour.</param>
/// <param name="Erc20Transfers">All ERC-20 transfers.</param>
/// <param name="Erc721Transfers">All ERC-721 transfers.</param>
/// <param name="Contracts">Different contracts.</param>
/// <param name="TotalVolume">All ERC-20 amounts.</param>
/// <param name="TopContracts">The contracts of the largest ERC-20 volume, largest first.</param>
public sealed record OriginalTransferSummary(
    IReadOnlyList<long> Hours,
    IReadOnlyList<double> Erc20Volumes,
    IReadOnlyList<int> Erc721Counts,
    int Erc20Transfers,
    int Erc721Transfers,
    int Contracts,
    double TotalVolume,
    IReadOnlyList<(string Contract, double Volume)> TopContracts)
{
    private const double Scale = 1e18;
    private const long HourSeconds = 3600;

    /// <summary>The aggregate. Fault named and kept, since its figures rest on it: every amount is divided by 10¹⁸,
    /// whatever the token's decimals.</summary>
    public static OriginalTransferSummary Of(IReadOnlyList<OriginalTransfer> transfers, int top = 4)
    {
        SortedDictionary<long, (double Volume, int Count)> hours = [];
        Dictionary<string, double> volumes = new(StringComparer.Ordinal);
        HashSet<string> contracts = new(StringComparer.Ordinal);
        int erc20 = 0;
        double total = 0;
        foreach (OriginalTransfer transfer in transfers)
        {
            long hour = transfer.UnixSeconds / HourSeconds * HourSeconds;
            (double volume, int count) = hours.GetValueOrDefault(hour);
            double amount = transfer.AmountRaw / Scale;
            hours[hour] = transfer.IsErc20 ? (volume + amount, count) : (volume, count + 1);
            _ = contracts.Add(transfer.Contract);
            if (transfer.IsErc20)
            {
                erc20++;
                total += amount;
                volumes[transfer.Contract] = volumes.GetValueOrDefault(transfer.Contract) + amount;
            }
        }

        return new OriginalTransferSummary(
            [.. hours.Keys],
            [.. hours.Values.Select(hour => hour.Volume)],
            [.. hours.Values.Select(hour => hour.Count)],
            erc20,
            transfers.Count - erc20,
            contracts.Count,
            total,
            [.. volumes.OrderByDescending(pair => pair.Value).Take(top).Select(pair => (pair.Key, pair.Value))]);
    }
}
