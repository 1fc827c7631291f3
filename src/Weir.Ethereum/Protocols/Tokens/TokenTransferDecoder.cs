using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Tokens;

/// <summary>ERC-20, ERC-721 and ERC-1155 transfers to the table <c>token_transfers</c>, amounts exact.</summary>
/// <remarks>
/// A Transfer has four words in all, signature included: with the token id as fourth topic it is ERC-721, else ERC-20, also
/// where an old token has addresses in the data (ethereum-etl reads those too). Anything else is quarantined.
/// </remarks>
public sealed class TokenTransferDecoder : ILogDecoder
{
    private TokenTransferBatch _rows = new();

    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [TokenTransferBatch.Table];

    /// <inheritdoc/>
    public IReadOnlyList<LogSelector> Selectors { get; } =
        [new(TokenEvents.Transfer), new(TokenEvents.TransferSingle), new(TokenEvents.TransferBatch)];

    /// <inheritdoc/>
    public void Begin(BatchSet output) => _rows = (TokenTransferBatch)output.Of(TokenTransferBatch.Table);

    /// <inheritdoc/>
    public string? Decode(in LogRow log)
    {
        ReadOnlySpan<byte> signature = log.Topic(0);
        return signature.SequenceEqual(TokenEvents.Transfer.Span) ? DecodeTransfer(_rows, log.Stamp, log.Log, log.Topics, log.Data)
            : signature.SequenceEqual(TokenEvents.TransferSingle.Span) ? DecodeSingle(_rows, log.Stamp, log.Log, log.Topics, log.Data)
            : DecodeBatch(_rows, log.Stamp, log.Log, log.Topics, log.Data);
    }

    private static string? DecodeTransfer(
        TokenTransferBatch batch, in BlockStamp block, in LogEntry log, ReadOnlySpan<byte> topics, ReadOnlySpan<byte> data)
    {
        if (topics.Length + data.Length != 4 * Hash32.Length)
        {
            return "Transfer: not three values in topics and data";
        }

        ReadOnlySpan<byte> from = Word(1, topics, data);
        ReadOnlySpan<byte> to = Word(2, topics, data);
        UInt256 last = UInt256.FromBigEndian(Word(3, topics, data));
        StartRow(batch, block, log, from, to);
        if (log.TopicCount == 4)
        {
            batch.Standard.Append("erc721"u8);
            batch.Value.Append(UInt256.One);
            batch.TokenId.Append(last);
        }
        else
        {
            batch.Standard.Append("erc20"u8);
            batch.Value.Append(last);
            batch.TokenId.AppendNull();
        }

        batch.Operator.AppendNull();
        EndRow(batch, log, 0);
        return null;
    }

    private static string? DecodeSingle(
        TokenTransferBatch batch, in BlockStamp block, in LogEntry log, ReadOnlySpan<byte> topics, ReadOnlySpan<byte> data)
    {
        AbiReader abi = new(data);
        if (log.TopicCount != 4 || !abi.TryUInt256(0, out UInt256 id) || !abi.TryUInt256(1, out UInt256 amount))
        {
            return "TransferSingle: not three indexed addresses, an id and an amount";
        }

        AppendErc1155(batch, block, log, topics, id, amount, 0);
        return null;
    }

    private static string? DecodeBatch(
        TokenTransferBatch batch, in BlockStamp block, in LogEntry log, ReadOnlySpan<byte> topics, ReadOnlySpan<byte> data)
    {
        AbiReader abi = new(data);
        if (log.TopicCount != 4 || !abi.TryWordArray(0, out ReadOnlySpan<byte> ids)
            || !abi.TryWordArray(1, out ReadOnlySpan<byte> amounts))
        {
            return "TransferBatch: not three indexed addresses, ids and amounts";
        }

        if (ids.Length != amounts.Length)
        {
            return "TransferBatch: not as many ids as amounts";
        }

        for (int i = 0; i < ids.Length; i += AbiReader.WordLength)
        {
            UInt256 id = UInt256.FromBigEndian(ids.Slice(i, AbiReader.WordLength));
            UInt256 amount = UInt256.FromBigEndian(amounts.Slice(i, AbiReader.WordLength));
            AppendErc1155(batch, block, log, topics, id, amount, i / AbiReader.WordLength);
        }

        return null;
    }

    private static void AppendErc1155(
        TokenTransferBatch batch, in BlockStamp block, in LogEntry log, ReadOnlySpan<byte> topics, UInt256 id, UInt256 amount,
        int index)
    {
        StartRow(batch, block, log, Word(2, topics, default), Word(3, topics, default));
        batch.Standard.Append("erc1155"u8);
        batch.Value.Append(amount);
        batch.TokenId.Append(id);
        batch.Operator.Append(Word(1, topics, default)[12..]);
        EndRow(batch, log, index);
    }

    private static ReadOnlySpan<byte> Word(int index, ReadOnlySpan<byte> topics, ReadOnlySpan<byte> data)
    {
        int start = index * Hash32.Length;
        return start < topics.Length
            ? topics.Slice(start, Hash32.Length)
            : data.Slice(start - topics.Length, Hash32.Length);
    }

    private static void StartRow(
        TokenTransferBatch batch, in BlockStamp block, in LogEntry log, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        batch.AppendBlock(block);
        batch.TokenAddress.Append(log.Address);
        batch.FromAddress.Append(from[12..]);
        batch.ToAddress.Append(to[12..]);
    }

    private static void EndRow(TokenTransferBatch batch, in LogEntry log, int index)
    {
        batch.BatchIndex.Append(index);
        batch.TransactionHash.Append(log.TransactionHash);
        batch.TransactionIndex.Append(log.TransactionIndex);
        batch.LogIndex.Append(log.LogIndex);
    }
}
