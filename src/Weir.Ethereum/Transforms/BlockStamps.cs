using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>What rows say of their block.</summary>
internal static class BlockStamps
{
    private const ulong MicrosecondsPerSecond = 1_000_000;

    // 9999-12-31: what every warehouse can hold.
    private const ulong LastSecond = 253_402_300_799;

    public static BlockStamp Of(long chainId, BlockHeader header) =>
        new(chainId, header.Number, header.Hash, Time(header));

    /// <summary>When the block was made, in microseconds since 1970, or null where the source did not say.</summary>
    public static long? Time(BlockHeader header) => header.Lacks("timestamp") ? null : Microseconds(header.Timestamp);

    /// <summary>Microseconds since 1970; a time beyond the year 9999 becomes the last second of it.</summary>
    public static long Microseconds(ulong seconds) => (long)(Math.Min(seconds, LastSecond) * MicrosecondsPerSecond);
}
