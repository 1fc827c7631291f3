using Weir.Core;
using Weir.Ethereum.Verification;

namespace Weir.Simulation.Chain;

/// <summary>How the price of gas and of blob gas follows from the block before.</summary>
internal static class FeeMarket
{
    /// <summary>
    /// When blob parameters change to BPO2's (14 target, 21 most), as on mainnet; before, BPO1's (10, 15) hold
    /// (EIP-7892).
    /// </summary>
    private const ulong Bpo2Timestamp = 1_767_747_671;

    // The chain's own schedule is mainnet's, and stays what it was last known to be.
    private const long Mainnet = 1;
    private const ulong LastKnown = 1_781_913_599;
    private const ulong BlobBaseCost = 8_192;

    /// <summary>EIP-1559: an eighth up or down at most, by how far the parent was from half its limit.</summary>
    public static UInt256 NextBaseFee(UInt256 baseFee, ulong gasUsed, ulong gasLimit)
    {
        ulong target = gasLimit / 2;
        if (gasUsed == target)
        {
            return baseFee;
        }

        if (gasUsed > target)
        {
            UInt256 rise = baseFee * (gasUsed - target) / target / 8;
            return baseFee + (rise.IsZero ? UInt256.One : rise);
        }

        return baseFee - (baseFee * (target - gasUsed) / target / 8);
    }

    /// <summary>The most blobs that a block may have.</summary>
    public static int MostBlobs(ulong timestamp) => timestamp >= Bpo2Timestamp ? 21 : 15;

    /// <summary>EIP-4844 with the reserve price of EIP-7918.</summary>
    /// <param name="timestamp">Of the new block.</param>
    public static ulong NextExcessBlobGas(
        ulong excess, ulong used, UInt256 parentBaseFee, ulong parentTimestamp, ulong timestamp)
    {
        ulong target = (timestamp >= Bpo2Timestamp ? 14UL : 10UL) * BlobSchedule.GasPerBlob;
        ulong most = (ulong)MostBlobs(timestamp) * BlobSchedule.GasPerBlob;
        if (excess + used < target)
        {
            return 0;
        }

        bool isBelowReserve =
            parentBaseFee * BlobBaseCost > BlobGasPrice(parentTimestamp, excess) * BlobSchedule.GasPerBlob;
        return isBelowReserve ? excess + (used * (most - target) / most) : excess + used - target;
    }

    /// <summary>Wei a unit of blob gas.</summary>
    public static UInt256 BlobGasPrice(ulong timestamp, ulong excess) =>
        BlobSchedule.BlobGasPrice(Mainnet, Math.Min(timestamp, LastKnown), excess)
        ?? throw new InvalidOperationException(
            "Mainnet's blob schedule does not reach back to the chain's first block.");
}
