using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Tokens;

/// <summary>ERC-20, ERC-721 and ERC-1155 transfers to the table <c>token_transfers</c>, amounts exact.</summary>
/// <remarks>
/// A Transfer has four words in all, signature included: with the token id as fourth topic it is ERC-721, else ERC-20,
/// also where an old token has addresses in the data (ethereum-etl reads those too); CryptoKitties and CryptoPunks,
/// older than ERC-721, by their addresses.
/// Ether's own logs (EIP-7708) are none of a token. Anything else is quarantined. docs/schema.md names the old forms.
/// </remarks>
public sealed class TokenTransferDecoder : ILogDecoder
{
    // What OpenZeppelin's ERC721Consecutive allows (5,000), with room; anyone can write a range without end.
    private const int MostConsecutive = 10_000;

    private TokenTransferBatch _rows = new();

    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [TokenTransferBatch.Table];

    /// <inheritdoc/>
    public IReadOnlyList<LogSelector> Selectors { get; } =
    [
        new(TokenEvents.Transfer), new(TokenEvents.TransferSingle), new(TokenEvents.TransferBatch),
        new(TokenEvents.ConsecutiveTransfer),
        new(CryptoPunks.Assign, [CryptoPunks.Contract]),
    ];

    /// <inheritdoc/>
    public void Begin(BatchSet output) => _rows = (TokenTransferBatch)output.Of(TokenTransferBatch.Table);

    /// <inheritdoc/>
    public string? Decode(in LogRow log)
    {
        ReadOnlySpan<byte> signature = log.Topic(0);
        return signature.SequenceEqual(TokenEvents.Transfer.Span) ? DecodeTransfer(_rows, log)
            : signature.SequenceEqual(TokenEvents.TransferSingle.Span)
            ? DecodeSingle(_rows, log.Stamp, log.Log, log.Topics, log.Data)
            : signature.SequenceEqual(TokenEvents.TransferBatch.Span)
            ? DecodeBatch(_rows, log.Stamp, log.Log, log.Topics, log.Data)
            : signature.SequenceEqual(TokenEvents.ConsecutiveTransfer.Span) ? DecodeConsecutive(_rows, log)
            : CryptoPunks.DecodeAssign(_rows, log);
    }

    private static string? DecodeTransfer(TokenTransferBatch batch, in LogRow log)
    {
        if (log.Topics.Length + log.Data.Length != 4 * Hash32.Length)
        {
            return "Transfer: not three values in topics and data";
        }

        ReadOnlySpan<byte> from = Word(1, log.Topics, log.Data);
        ReadOnlySpan<byte> to = Word(2, log.Topics, log.Data);
        if (!IsAddress(from) || !IsAddress(to))
        {
            return "Transfer: an address with more than 20 bytes";
        }

        if (log.Log.Address == TokenEvents.Ether)
        {
            return null;
        }

        UInt256 last = UInt256.FromBigEndian(Word(3, log.Topics, log.Data));
        UInt256? tokenId = log.Log.TopicCount == 4 || log.Log.Address == TokenEvents.CryptoKitties ? last
            : log.Log.Address == CryptoPunks.Contract ? CryptoPunks.IndexOf(log)
            : null;
        StartRow(batch, log.Stamp, log.Log, from, to);
        AppendAmount(batch, tokenId is null ? last : UInt256.One, tokenId);
        EndRow(batch, log.Log, 0);
        return null;
    }

    // ERC-2309: the ids from one to another, both included, in one event.
    private static string? DecodeConsecutive(TokenTransferBatch batch, in LogRow log)
    {
        AbiReader abi = new(log.Data);
        if (log.Log.TopicCount != 4 || !abi.TryUInt256(0, out UInt256 last)
            || !IsAddress(log.Topic(2)) || !IsAddress(log.Topic(3)))
        {
            return "ConsecutiveTransfer: not an indexed id, two indexed addresses and an id";
        }

        UInt256 first = UInt256.FromBigEndian(log.Topic(1));
        if (last < first || last - first >= MostConsecutive)
        {
            return $"ConsecutiveTransfer: ids {first} to {last}, where at most {MostConsecutive} can be";
        }

        int count = (int)(long)(last - first) + 1;
        for (int i = 0; i < count; i++)
        {
            StartRow(batch, log.Stamp, log.Log, log.Topic(2), log.Topic(3));
            AppendAmount(batch, UInt256.One, first + (ulong)i);
            EndRow(batch, log.Log, i + 1);
        }

        return null;
    }

    private static string? DecodeSingle(
        TokenTransferBatch batch, in BlockStamp block, in LogEntry log, ReadOnlySpan<byte> topics,
        ReadOnlySpan<byte> data)
    {
        AbiReader abi = new(data);
        if (log.TopicCount != 4 || !abi.TryUInt256(0, out UInt256 id) || !abi.TryUInt256(1, out UInt256 amount)
            || !HasAddresses(topics))
        {
            return "TransferSingle: not three indexed addresses, an id and an amount";
        }

        AppendErc1155(batch, block, log, topics, id, amount, 0);
        return null;
    }

    private static string? DecodeBatch(
        TokenTransferBatch batch, in BlockStamp block, in LogEntry log, ReadOnlySpan<byte> topics,
        ReadOnlySpan<byte> data)
    {
        AbiReader abi = new(data);
        if (log.TopicCount != 4 || !abi.TryWordArray(0, out ReadOnlySpan<byte> ids)
            || !abi.TryWordArray(1, out ReadOnlySpan<byte> amounts) || !HasAddresses(topics))
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
        TokenTransferBatch batch, in BlockStamp block, in LogEntry log, ReadOnlySpan<byte> topics, UInt256 id,
        UInt256 amount,
        int index)
    {
        StartRow(batch, block, log, Word(2, topics, default), Word(3, topics, default));
        batch.Standard.Append("erc1155"u8);
        batch.Value.Append(amount);
        batch.TokenId.Append(id);
        batch.Operator.Append(Word(1, topics, default)[12..]);
        EndRow(batch, log, index);
    }

    private static bool HasAddresses(ReadOnlySpan<byte> topics) =>
        IsAddress(Word(1, topics, default)) && IsAddress(Word(2, topics, default))
            && IsAddress(Word(3, topics, default));

    private static bool IsAddress(ReadOnlySpan<byte> word) => !word[..12].ContainsAnyExcept((byte)0);

    private static ReadOnlySpan<byte> Word(int index, ReadOnlySpan<byte> topics, ReadOnlySpan<byte> data)
    {
        int start = index * Hash32.Length;
        return start < topics.Length
            ? topics.Slice(start, Hash32.Length)
            : data.Slice(start - topics.Length, Hash32.Length);
    }

    /// <summary>Appends standard, amount and token id: ERC-721 with an id, else ERC-20.</summary>
    internal static void AppendAmount(TokenTransferBatch batch, UInt256 value, UInt256? tokenId)
    {
        batch.Standard.Append(tokenId is null ? "erc20"u8 : "erc721"u8);
        batch.Value.Append(value);
        batch.TokenId.Append(tokenId);
        batch.Operator.AppendNull();
    }

    /// <summary>Begins a row: block, token, from and to.</summary>
    internal static void StartRow(
        TokenTransferBatch batch, in BlockStamp block, in LogEntry log, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        batch.AppendBlock(block);
        batch.TokenAddress.Append(log.Address);
        batch.FromAddress.Append(from[12..]);
        batch.ToAddress.Append(to[12..]);
    }

    /// <summary>Ends a row: its place in the block.</summary>
    internal static void EndRow(TokenTransferBatch batch, in LogEntry log, int index)
    {
        batch.BatchIndex.Append(index);
        batch.TransactionHash.Append(log.TransactionHash);
        batch.TransactionIndex.Append(log.TransactionIndex);
        batch.LogIndex.Append(log.LogIndex);
    }
}
