using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Tokens;

/// <summary>
/// CryptoPunks (CryptoPunksMarket, June 2017, before any standard): a punk that moves emits a Transfer of one unit, and
/// after it PunkTransfer or PunkBought with its number; a birth emits Assign alone.
/// </summary>
public static class CryptoPunks
{
    public static readonly Address Contract = Address.Parse("0xb47e3cd837ddf8e4c57f05d70ab865de6e193bbb");

    /// <summary><c>Assign(address,uint256)</c></summary>
    public static readonly Hash32 Assign = Keccak("Assign(address,uint256)"u8);

    private static readonly Hash32 PunkTransfer = Keccak("PunkTransfer(address,address,uint256)"u8);
    private static readonly Hash32 PunkBought = Keccak("PunkBought(uint256,uint256,address,address)"u8);

    /// <summary>
    /// The number of the punk that a Transfer moved, from the event that follows it in its transaction; null where none
    /// does.
    /// </summary>
    internal static UInt256? IndexOf(in LogRow transfer)
    {
        Block block = transfer.Block;
        foreach (ref readonly LogEntry log in block.Logs.Rows)
        {
            if (log.TransactionIndex != transfer.Log.TransactionIndex || log.LogIndex <= transfer.Log.LogIndex
                || log.Address != Contract || log.TopicCount == 0)
            {
                continue;
            }

            ReadOnlySpan<byte> topics = block.Bytes[log.Topics];
            if (topics[..Hash32.Length].SequenceEqual(PunkTransfer.Span)
                && new AbiReader(block.Bytes[log.Data]).TryUInt256(0, out UInt256 index))
            {
                return index;
            }

            if (topics[..Hash32.Length].SequenceEqual(PunkBought.Span) && log.TopicCount > 1)
            {
                return UInt256.FromBigEndian(topics.Slice(Hash32.Length, Hash32.Length));
            }
        }

        return null;
    }

    /// <summary>A punk's birth: from the zero address to its first owner.</summary>
    internal static string? DecodeAssign(TokenTransferBatch batch, in LogRow log)
    {
        if (log.Log.TopicCount != 2 || !new AbiReader(log.Data).TryUInt256(0, out UInt256 index))
        {
            return "Assign: not an indexed address and a punk's number";
        }

        Span<byte> nobody = stackalloc byte[Hash32.Length];
        nobody.Clear();
        TokenTransferDecoder.StartRow(batch, log.Stamp, log.Log, nobody, log.Topic(1));
        TokenTransferDecoder.AppendAmount(batch, UInt256.One, index);
        TokenTransferDecoder.EndRow(batch, log.Log, 0);
        return null;
    }

    private static Hash32 Keccak(ReadOnlySpan<byte> signature) => Hashing.Keccak.Hash(signature);
}
