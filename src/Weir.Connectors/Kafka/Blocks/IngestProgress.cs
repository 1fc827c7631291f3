using System.Buffers;
using System.Text.Json;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>How far an ingester is: its record in the compacted topic, written with every transaction.</summary>
/// <param name="ChainId">The chain of the topics.</param>
/// <param name="State">Sequence, position and last blocks; <see cref="SinkState.Whole"/> is left to the ledger.</param>
/// <param name="Ledger">Which blocks the topics have, with what was proven and asked of them.</param>
internal sealed record IngestProgress(long ChainId, SinkState State, IReadOnlyList<LedgerLine> Ledger)
{
    /// <summary>The name under which the ledger keeps the block topic.</summary>
    public const string LedgerTable = "blocks";

    /// <summary>Reads a record's value.</summary>
    /// <exception cref="EventDeliveryException">WEIR7003: it is none of ours.</exception>
    public static IngestProgress Parse(byte[] value)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(value);
            JsonElement root = document.RootElement;
            long chainId = root.GetProperty("chain_id").GetInt64();
            BlockRef? block = root.TryGetProperty("block_number", out JsonElement number)
                ? new BlockRef(number.GetInt64(), Hash32.Parse(Text(root, "block_hash")))
                : null;
            string? cursor = root.TryGetProperty("cursor", out JsonElement text) ? text.GetString() : null;
            List<LedgerLine> ledger = [];
            foreach (JsonElement line in root.GetProperty("ranges").EnumerateArray())
            {
                ledger.Add(new LedgerLine(
                    chainId, LedgerTable,
                    new BlockRange(line.GetProperty("from").GetInt64(), line.GetProperty("to").GetInt64()),
                    ProofText.Parse(Text(line, "proven")), ProofText.Parse(Text(line, "asked"))));
            }

            return new IngestProgress(
                chainId,
                new SinkState(
                    root.GetProperty("sequence").GetInt64(), new SourcePosition(block, cursor),
                    RecentBlocks.Parse(root.GetProperty("recent").GetRawText()).Blocks, []),
                ledger);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException)
        {
            throw new EventDeliveryException(
                ErrorCodes.MessagesLost, $"the record of the ingester's progress is damaged: {error.Message}",
                "Someone wrote into the topic weir.ingest.progress: see its last record.", isTransient: false, error);
        }
    }

    /// <summary>The record's value: JSON.</summary>
    public byte[] ToJson(RecentBlocks recent)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteNumber("chain_id"u8, ChainId);
            json.WriteNumber("sequence"u8, State.Sequence);
            if (State.Position?.Block is { } block)
            {
                json.WriteNumber("block_number"u8, block.Number);
                json.WriteString("block_hash"u8, block.Hash.ToString());
            }

            if (State.Position?.Cursor is { } cursor)
            {
                json.WriteString("cursor"u8, cursor);
            }

            json.WriteStartArray("ranges"u8);
            foreach (LedgerLine line in Ledger)
            {
                json.WriteStartObject();
                json.WriteNumber("from"u8, line.Blocks.From);
                json.WriteNumber("to"u8, line.Blocks.To);
                json.WriteString("proven"u8, ProofText.Format(line.Proven));
                json.WriteString("asked"u8, ProofText.Format(line.Asked ?? ProofGroups.None));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("recent"u8);
            json.WriteRawValue(recent.ToJson(), skipInputValidation: true);
            json.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is no text");
}
