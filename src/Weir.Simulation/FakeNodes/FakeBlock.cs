using System.Text.Json;
using Weir.Core;

namespace Weir.Simulation.FakeNodes;

/// <summary>A block as JSON-RPC answers it, with the places of what is asked for one by one.</summary>
public sealed class FakeBlock
{
    private readonly Lazy<ReadOnlyMemory<byte>> _withHashes;
    private readonly Lazy<(Range[] Receipts, FakeLog[] Logs)> _receiptIndex;
    private readonly List<Range> _transactions = [];
    private readonly List<Hash32> _transactionHashes = [];
    private Range _transactionArray;

    /// <param name="block">The result of <c>eth_getBlockByNumber</c>.</param>
    /// <param name="receipts">The result of <c>eth_getBlockReceipts</c>, where there is one.</param>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public FakeBlock(ReadOnlyMemory<byte> block, ReadOnlyMemory<byte>? receipts)
    {
        Json = block;
        ReceiptsJson = receipts;
        ReadBlock();
        _withHashes = new Lazy<ReadOnlyMemory<byte>>(WriteWithHashes);
        _receiptIndex = new Lazy<(Range[], FakeLog[])>(() => FakeLogIndex.Read(ReceiptsJson));
    }

    public long Number { get; private set; }

    public Hash32 Hash { get; private set; }

    /// <summary>The block with full transactions, or with hashes where the source has no more.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The block with the hashes of its transactions.</summary>
    public ReadOnlyMemory<byte> JsonWithHashes => _withHashes.Value;

    /// <summary>All receipts; null where the source has none.</summary>
    public ReadOnlyMemory<byte>? ReceiptsJson { get; }

    /// <summary>The headers of its uncles, as far as the source has them.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Uncles { get; init; } = [];

    public IReadOnlyList<Hash32> TransactionHashes => _transactionHashes;

    /// <summary>Every log with its address and topics.</summary>
    internal ReadOnlySpan<FakeLog> Logs => _receiptIndex.Value.Logs;

    /// <summary>One transaction's object; null where the source has only its hash.</summary>
    public ReadOnlyMemory<byte>? Transaction(int index)
    {
        // Not a conditional expression: its null would become an empty memory, by way of an array.
        if (index < _transactions.Count)
        {
            return Json[_transactions[index]];
        }

        return null;
    }

    /// <summary>One transaction's receipt; null where the source has none.</summary>
    public ReadOnlyMemory<byte>? Receipt(int index)
    {
        if (ReceiptsJson is { } receipts && index < _receiptIndex.Value.Receipts.Length)
        {
            return receipts[_receiptIndex.Value.Receipts[index]];
        }

        return null;
    }

    private void ReadBlock()
    {
        Utf8JsonReader reader = new(Json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("number"u8) && Hex.TryDecodeQuantity(reader.ValueSpan, out ulong number))
            {
                Number = (long)number;
            }
            else if (name.SequenceEqual("hash"u8) && Hash32.TryParse(reader.ValueSpan, out Hash32 hash))
            {
                Hash = hash;
            }
            else if (name.SequenceEqual("transactions"u8))
            {
                int start = (int)reader.TokenStartIndex;
                ReadTransactions(ref reader);
                _transactionArray = start..(int)reader.BytesConsumed;
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadTransactions(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Hash32 hash;
            if (reader.TokenType == JsonTokenType.String)
            {
                _ = Hash32.TryParse(reader.ValueSpan, out hash);
            }
            else
            {
                int start = (int)reader.TokenStartIndex;
                hash = ReadHash(ref reader);
                _transactions.Add(start..(int)reader.BytesConsumed);
            }

            _transactionHashes.Add(hash);
        }
    }

    private static Hash32 ReadHash(ref Utf8JsonReader reader)
    {
        Hash32 hash = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isHash = reader.ValueTextEquals("hash"u8);
            reader.Read();
            if (isHash)
            {
                _ = Hash32.TryParse(reader.ValueSpan, out hash);
            }

            reader.Skip();
        }

        return hash;
    }

    private ReadOnlyMemory<byte> WriteWithHashes()
    {
        ReadOnlySpan<byte> full = Json.Span;
        (int start, int length) = _transactionArray.GetOffsetAndLength(full.Length);
        const int PerHash = 2 + 66 + 1;
        byte[] json = new byte[full.Length - length + 2 + (PerHash * _transactionHashes.Count)];
        full[..start].CopyTo(json);
        int at = start;
        json[at++] = (byte)'[';
        foreach (Hash32 hash in _transactionHashes)
        {
            json[at++] = (byte)'"';
            at += Hex.Encode(hash.Span, json.AsSpan(at));
            json[at++] = (byte)'"';
            json[at++] = (byte)',';
        }

        at -= _transactionHashes.Count > 0 ? 1 : 0;
        json[at++] = (byte)']';
        ReadOnlySpan<byte> rest = full[(start + length)..];
        rest.CopyTo(json.AsSpan(at));
        return json.AsMemory(0, at + rest.Length);
    }
}
