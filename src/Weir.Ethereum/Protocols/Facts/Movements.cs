using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Protocols.Tokens;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>A token that moved in a transaction.</summary>
internal struct Movement
{
    public Address Token;
    public Address From;
    public Address To;
    public UInt256 Amount;

    /// <summary>The token's id, where it was an NFT (then <see cref="Amount"/> is how many).</summary>
    public UInt256 TokenId;
    public bool IsNft;

    /// <summary>The log's place among the block's.</summary>
    public int Position;
}

/// <summary>The tokens that moved in a transaction, read from its logs when first asked for.</summary>
internal sealed class Movements
{
    private readonly RowList<Movement> _rows = new();
    private Block? _block;
    private Hash32 _blockHash;
    private Hash32 _transaction;

    /// <summary>Those of the log's transaction, in the order of the chain.</summary>
    public ReadOnlySpan<Movement> Of(in LogRow log)
    {
        if (_block != log.Block || _transaction != log.Log.TransactionHash || _blockHash != log.Block.Header.Hash)
        {
            Read(log);
        }

        return _rows.Rows;
    }

    /// <summary>Forgets the block: its memory is used again.</summary>
    public void Forget() => _block = null;

    private void Read(in LogRow log)
    {
        _block = log.Block;
        _blockHash = log.Block.Header.Hash;
        _transaction = log.Log.TransactionHash;
        _rows.Clear();
        ReadOnlySpan<LogEntry> logs = log.Block.Logs.Rows;
        int start = log.Position;
        while (start > 0 && logs[start - 1].TransactionHash == _transaction)
        {
            start--;
        }

        for (int i = start; i < logs.Length && logs[i].TransactionHash == _transaction; i++)
        {
            Add(logs[i], log.Block.Bytes, i);
        }
    }

    private void Add(in LogEntry log, ByteArena bytes, int position)
    {
        ReadOnlySpan<byte> topics = bytes[log.Topics];
        ReadOnlySpan<byte> data = bytes[log.Data];
        if (topics.Length < Hash32.Length)
        {
            return;
        }

        ReadOnlySpan<byte> signature = topics[..Hash32.Length];
        if (signature.SequenceEqual(TokenEvents.Transfer.Span))
        {
            if (topics.Length + data.Length == 4 * Hash32.Length)
            {
                ref Movement row = ref _rows.Add();
                row.Token = log.Address;
                row.From = new Address(Word(topics, data, 1)[12..]);
                row.To = new Address(Word(topics, data, 2)[12..]);
                row.IsNft = topics.Length == 4 * Hash32.Length;
                UInt256 last = UInt256.FromBigEndian(Word(topics, data, 3));
                row.Amount = row.IsNft ? UInt256.One : last;
                row.TokenId = row.IsNft ? last : default;
                row.Position = position;
            }
        }
        else if (signature.SequenceEqual(TokenEvents.TransferSingle.Span)
            && topics.Length == 4 * Hash32.Length && data.Length >= 2 * Hash32.Length)
        {
            ref Movement row = ref _rows.Add();
            row.Token = log.Address;
            row.From = new Address(topics.Slice((2 * Hash32.Length) + 12, Address.Length));
            row.To = new Address(topics.Slice((3 * Hash32.Length) + 12, Address.Length));
            row.TokenId = UInt256.FromBigEndian(data[..Hash32.Length]);
            row.Amount = UInt256.FromBigEndian(data.Slice(Hash32.Length, Hash32.Length));
            row.IsNft = true;
            row.Position = position;
        }
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> topics, ReadOnlySpan<byte> data, int index)
    {
        int start = index * Hash32.Length;
        return start < topics.Length
            ? topics.Slice(start, Hash32.Length)
            : data.Slice(start - topics.Length, Hash32.Length);
    }
}
