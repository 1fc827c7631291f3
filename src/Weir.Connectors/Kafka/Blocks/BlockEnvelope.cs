using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using Weir.Ethereum.Protocols.Tokens;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>
/// Writes messages in the original platform's envelope: <c>chain_id</c>, <c>network</c>, <c>block_number</c>,
/// <c>block_timestamp</c> (seconds), <c>event_type</c>, <c>payload</c>, <c>ingested_at</c> (seconds); that of a block
/// has <c>raw</c> besides.
/// </summary>
/// <param name="chainId">The chain.</param>
/// <param name="network">Its name.</param>
internal sealed class BlockEnvelope(long chainId, string network) : IBlockEnvelope
{
    // The original keeps the first 64 characters of a transaction's input.
    private const int InputBytes = 31;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _text = new(1 << 16);

    /// <inheritdoc/>
    public bool IsProtobuf => false;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Block(Block block, double ingestedAt) => Write(
        block.Header.Number, block.Header.Timestamp, "block"u8, ingestedAt,
        json =>
        {
            BlockHeader header = block.Header;
            json.WriteString("hash"u8, header.Hash.ToString());
            json.WriteString("parent_hash"u8, header.ParentHash.ToString());
            json.WriteString("miner"u8, header.Miner.ToString());
            WriteNumber(json, "gas_used"u8, header.GasUsed);
            WriteNumber(json, "gas_limit"u8, header.GasLimit);
            if (header.BaseFeePerGas is { } fee)
            {
                WriteNumber(json, "base_fee_per_gas"u8, fee);
            }
            else
            {
                json.WriteNull("base_fee_per_gas"u8);
            }

            json.WriteNumber("tx_count"u8, block.TransactionCount);
        },
        json =>
        {
            json.WritePropertyName("raw"u8);
            RawBlockWriter.Write(json, block);
        });

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Transaction(Block block, int index, double ingestedAt) => Write(
        block.Header.Number, block.Header.Timestamp, "transaction"u8, ingestedAt,
        json =>
        {
            ref readonly Transaction row = ref block.Transactions.Rows[index];
            ReadOnlySpan<byte> input = block.Bytes[row.Input];
            json.WriteString("hash"u8, row.Hash.ToString());
            json.WriteString("from"u8, row.From.ToString());
            json.WriteString("to"u8, row.Has(TransactionFields.To) ? row.To.ToString() : null);
            json.WriteString("value_wei"u8, row.Value.ToString());
            json.WriteNumber("gas"u8, row.Gas);
            json.WriteString("gas_price"u8, row.GasPrice.ToString());
            json.WriteString("max_fee_per_gas"u8, row.MaxFeePerGas.ToString());
            json.WriteString("max_priority_fee"u8, row.MaxPriorityFeePerGas.ToString());
            json.WriteNumber("nonce"u8, row.Nonce);
            json.WriteString("input"u8, Hex.Encode(input[..Math.Min(input.Length, InputBytes)]));
        });

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Log(Block block, int index, bool isTransfer, double ingestedAt) => Write(
        block.Header.Number, block.Header.Timestamp, isTransfer ? "token_transfer"u8 : "log"u8, ingestedAt,
        json =>
        {
            ref readonly LogEntry row = ref block.Logs.Rows[index];
            ReadOnlySpan<byte> topics = block.Bytes[row.Topics];
            json.WriteString("tx_hash"u8, row.TransactionHash.ToString());
            json.WriteNumber("log_index"u8, row.LogIndex);
            json.WriteString("contract"u8, row.Address.ToString());
            json.WriteStartArray("topics"u8);
            for (int topic = 0; topic < row.TopicCount; topic++)
            {
                json.WriteStringValue(Hex.Encode(topics.Slice(topic * Hash32.Length, Hash32.Length)));
            }

            json.WriteEndArray();
            json.WriteString("data"u8, Hex.Encode(block.Bytes[row.Data]));
        });

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Reorg(IReadOnlyList<BlockRef> reverted, double ingestedAt) => Write(
        reverted[^1].Number, null, "reorg"u8, ingestedAt,
        json =>
        {
            json.WriteNumber("ancestor_number"u8, reverted[^1].Number - 1);
            json.WriteNumber("depth"u8, reverted.Count);
            json.WriteStartArray("reverted"u8);
            foreach (BlockRef block in reverted)
            {
                json.WriteStartObject();
                json.WriteNumber("number"u8, block.Number);
                json.WriteString("hash"u8, block.Hash.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    /// <summary>Whether a log is one that the original calls a token transfer.</summary>
    public static bool IsTransfer(Block block, int index)
    {
        ref readonly LogEntry row = ref block.Logs.Rows[index];
        return row.TopicCount > 0
            && block.Bytes[row.Topics][..Hash32.Length].SequenceEqual(TokenEvents.Transfer.Span);
    }

    private ReadOnlyMemory<byte> Write(
        long number, ulong? timestamp, ReadOnlySpan<byte> type, double ingestedAt, Action<Utf8JsonWriter> payload,
        Action<Utf8JsonWriter>? rest = null)
    {
        _text.ResetWrittenCount();
        using Utf8JsonWriter json = new(_text, Options);
        json.WriteStartObject();
        json.WriteNumber("chain_id"u8, chainId);
        json.WriteString("network"u8, network);
        json.WriteNumber("block_number"u8, number);
        if (timestamp is { } seconds)
        {
            json.WriteNumber("block_timestamp"u8, seconds);
        }
        else
        {
            json.WriteNull("block_timestamp"u8);
        }

        json.WriteString("event_type"u8, type);
        json.WriteStartObject("payload"u8);
        payload(json);
        json.WriteEndObject();
        json.WriteNumber("ingested_at"u8, ingestedAt);
        rest?.Invoke(json);
        json.WriteEndObject();
        json.Flush();
        return _text.WrittenMemory;
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, UInt256 value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Encoding.ASCII.GetBytes(value.ToString()), skipInputValidation: true);
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, ulong value) =>
        json.WriteNumber(name, value);

    /// <summary>The key of messages that belong to a block as a whole.</summary>
    public static byte[] NumberKey(long number) =>
        Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
