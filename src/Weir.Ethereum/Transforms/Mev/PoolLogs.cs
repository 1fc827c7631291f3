using System.Buffers.Binary;
using System.Numerics;
using Weir.Core;
using Weir.Detection.Facts;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;

namespace Weir.Ethereum.Transforms.Mev;

/// <summary>What the logs of pools say beyond the decoded tables: who called, and the state that was left.</summary>
internal static class PoolLogs
{
    private static readonly Hash32 SwapV2 = Topic("Swap(address,uint256,uint256,uint256,uint256,address)");
    private static readonly Hash32 SyncV2 = Topic("Sync(uint112,uint112)");
    private static readonly Hash32 MintV2 = Topic("Mint(address,uint256,uint256)");
    private static readonly Hash32 BurnV2 = Topic("Burn(address,uint256,uint256,address)");
    private static readonly Hash32 SwapV3 = Topic("Swap(address,address,int256,int256,uint160,uint128,int24)");

    private static readonly Hash32 SwapPancake =
        Topic("Swap(address,address,int256,int256,uint160,uint128,int24,uint128,uint128)");

    private static readonly Hash32 SwapV4 =
        Topic("Swap(bytes32,address,int128,int128,uint160,uint128,int24,uint24)");

    /// <summary>Who called the pool, where the event says so.</summary>
    public static Address? Caller(Block block, in LogEntry log)
    {
        ReadOnlySpan<byte> topics = block.Bytes[log.Topics];
        if (topics.Length < 3 * Hash32.Length)
        {
            return null;
        }

        ReadOnlySpan<byte> topic = topics[..Hash32.Length];
        int place = Is(topic, SwapV2) || Is(topic, SwapV3) || Is(topic, SwapPancake) ? 1 : Is(topic, SwapV4) ? 2 : 0;
        return place == 0 ? null : new Address(topics.Slice((place * Hash32.Length) + 12, Address.Length));
    }

    /// <summary>The states that a block's logs show, in order.</summary>
    public static void ReadStates(Block block, List<StateChange> states)
    {
        ReadOnlySpan<LogEntry> logs = block.Logs.Rows;
        for (int i = 0; i < logs.Length; i++)
        {
            ReadOnlySpan<byte> topics = block.Bytes[logs[i].Topics];
            if (topics.Length < Hash32.Length)
            {
                continue;
            }

            ReadOnlySpan<byte> topic = topics[..Hash32.Length];
            ReadOnlySpan<byte> data = block.Bytes[logs[i].Data];
            if (Is(topic, SyncV2) && data.Length == 2 * Hash32.Length)
            {
                ReserveState after = new(Word(data, 0), Word(data, 1));
                states.Add(new StateChange(
                    logs[i].LogIndex, logs[i].TransactionIndex, new PoolId(logs[i].Address.Span),
                    BeforeSync(block, logs, i, after), after));
            }
            else if ((Is(topic, SwapV3) || Is(topic, SwapPancake)) && data.Length >= 5 * Hash32.Length)
            {
                states.Add(Ranged(logs[i], new PoolId(logs[i].Address.Span), data));
            }
            else if (Is(topic, SwapV4) && data.Length >= 6 * Hash32.Length && topics.Length >= 2 * Hash32.Length)
            {
                states.Add(Ranged(logs[i], new PoolId(topics.Slice(Hash32.Length, Hash32.Length)), data));
            }
        }
    }

    private static StateChange Ranged(in LogEntry log, PoolId pool, ReadOnlySpan<byte> data) => new(
        log.LogIndex, log.TransactionIndex, pool, null,
        new RangeState(Word(data, 2), Word(data, 3), (int)BinaryPrimitives.ReadInt64BigEndian(
            data.Slice((4 * Hash32.Length) + 24, 8))));

    // A pair tells its new reserves right before what changed them (UniswapV2Pair.sol).
    private static ReserveState? BeforeSync(Block block, ReadOnlySpan<LogEntry> logs, int sync, ReserveState after)
    {
        if (sync + 1 >= logs.Length || logs[sync + 1].Address != logs[sync].Address
            || logs[sync + 1].TransactionIndex != logs[sync].TransactionIndex)
        {
            return null;
        }

        ReadOnlySpan<byte> topics = block.Bytes[logs[sync + 1].Topics];
        ReadOnlySpan<byte> data = block.Bytes[logs[sync + 1].Data];
        if (topics.Length < Hash32.Length)
        {
            return null;
        }

        ReadOnlySpan<byte> topic = topics[..Hash32.Length];
        return Is(topic, SwapV2) && data.Length == 4 * Hash32.Length
            ? Known(after.Reserve0 - Word(data, 0) + Word(data, 2), after.Reserve1 - Word(data, 1) + Word(data, 3))
            : Is(topic, MintV2) && data.Length == 2 * Hash32.Length
            ? Known(after.Reserve0 - Word(data, 0), after.Reserve1 - Word(data, 1))
            : Is(topic, BurnV2) && data.Length == 2 * Hash32.Length
            ? Known(after.Reserve0 + Word(data, 0), after.Reserve1 + Word(data, 1)) : null;
    }

    private static ReserveState? Known(BigInteger reserve0, BigInteger reserve1) =>
        reserve0.Sign < 0 || reserve1.Sign < 0 ? null : new ReserveState(reserve0, reserve1);

    private static BigInteger Word(ReadOnlySpan<byte> data, int index) =>
        new(data.Slice(index * Hash32.Length, Hash32.Length), isUnsigned: true, isBigEndian: true);

    private static bool Is(ReadOnlySpan<byte> topic, in Hash32 event_) => topic.SequenceEqual(event_.Span);

    private static Hash32 Topic(string signature) => Keccak.Hash(System.Text.Encoding.ASCII.GetBytes(signature));
}
