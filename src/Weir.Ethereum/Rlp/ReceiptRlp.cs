using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Rlp;

/// <summary>The encoding of a receipt under receiptsRoot: EIP-658 (status), EIP-2718 (type).</summary>
public static class ReceiptRlp
{
    private const int AddressItem = 1 + Address.Length;
    private const int TopicItem = 1 + Hash32.Length;

    /// <summary>Appends the receipt with the bloom given.</summary>
    public static void Write(RlpWriter rlp, in Receipt receipt, ReadOnlySpan<byte> bloom, Block block)
    {
        if (receipt.Type != 0)
        {
            rlp.WriteRaw((byte)receipt.Type);
        }

        ReadOnlySpan<LogEntry> logs = block.Logs.Rows.Slice(receipt.LogStart, receipt.LogCount);
        int logsLength = 0;
        foreach (ref readonly LogEntry log in logs)
        {
            int length = LogLength(log, block.Bytes);
            logsLength += RlpWriter.HeaderLength(length) + length;
        }

        int list = rlp.StartList();
        if (receipt.Has(ReceiptFields.Root))
        {
            rlp.WriteHash(receipt.Root);
        }
        else
        {
            rlp.WriteUInt64(receipt.Status);
        }

        rlp.WriteUInt64(receipt.CumulativeGasUsed);
        rlp.WriteBytes(bloom);
        rlp.WriteListHeader(logsLength);
        foreach (ref readonly LogEntry log in logs)
        {
            WriteLog(rlp, log, block.Bytes);
        }

        WriteDepositNonce(rlp, receipt, block);
        rlp.EndList(list);
    }

    // Since Canyon a deposit's receipt is hashed with its nonce and version (specs.optimism.io, Deposits: deposit
    // receipt).
    private static void WriteDepositNonce(RlpWriter rlp, in Receipt receipt, Block block)
    {
        if (receipt.Type != ChainTransactionRlp.Deposit)
        {
            return;
        }

        SortedDictionary<string, string> more = ChainFields.Read(block.Bytes[receipt.ChainFields]);
        if (ChainFields.Quantity(more, "depositReceiptVersion") is { } version
            && ChainFields.Quantity(more, "depositNonce") is { } nonce)
        {
            rlp.WriteUInt256(nonce);
            rlp.WriteUInt256(version);
        }
    }

    private static void WriteLog(RlpWriter rlp, in LogEntry log, ByteArena bytes)
    {
        rlp.WriteListHeader(LogLength(log, bytes));
        rlp.WriteBytes(log.Address.Span);
        rlp.WriteListHeader(log.TopicCount * TopicItem);
        ReadOnlySpan<byte> topics = bytes[log.Topics];
        for (int i = 0; i < log.TopicCount; i++)
        {
            rlp.WriteBytes(topics.Slice(i * Hash32.Length, Hash32.Length));
        }

        rlp.WriteBytes(bytes[log.Data]);
    }

    private static int LogLength(in LogEntry log, ByteArena bytes)
    {
        int topics = log.TopicCount * TopicItem;
        return AddressItem + RlpWriter.HeaderLength(topics) + topics + RlpWriter.LengthOfBytes(bytes[log.Data]);
    }
}
