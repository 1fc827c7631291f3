using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks.Work;

/// <summary>A range of a backfill that one worker takes at a time.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Blocks">The blocks, all in one run of the block topic.</param>
/// <param name="Asked">What is to be proven of them.</param>
public sealed record WorkItem(long ChainId, BlockRange Blocks, ProofGroups Asked)
{
    /// <summary>Stands before the keys under which the progress within ranges is kept.</summary>
    public const string KeyPrefix = "backfill/";

    /// <summary>The key under which the progress within the range is kept.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{Blocks.From}-{Blocks.To}");

    /// <summary>Cuts blocks into items: no longer than a run of the block topic, and within one.</summary>
    public static IEnumerable<WorkItem> Cut(long chainId, IEnumerable<BlockRange> ranges, ProofGroups asked)
    {
        foreach (BlockRange range in ranges)
        {
            for (long from = range.From; from <= range.To;)
            {
                long end = ((from / KafkaBlockOptions.RunBlocks) + 1) * KafkaBlockOptions.RunBlocks;
                BlockRange item = new(from, Math.Min(range.To, end - 1));
                yield return new WorkItem(chainId, item, asked);
                from = item.To + 1;
            }
        }
    }

    /// <summary>The message's value: JSON.</summary>
    public byte[] ToJson()
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteNumber("chain_id"u8, ChainId);
            json.WriteNumber("from"u8, Blocks.From);
            json.WriteNumber("to"u8, Blocks.To);
            json.WriteString("asked"u8, ProofText.Format(Asked));
            json.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
    }

    /// <summary>Reads a message's value.</summary>
    /// <exception cref="EventDeliveryException">WEIR7003: it is none of ours.</exception>
    public static WorkItem Parse(ReadOnlyMemory<byte> value)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(value);
            JsonElement root = document.RootElement;
            return new WorkItem(
                root.GetProperty("chain_id").GetInt64(),
                new BlockRange(root.GetProperty("from").GetInt64(), root.GetProperty("to").GetInt64()),
                ProofText.Parse(root.GetProperty("asked").GetString() ?? string.Empty));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException)
        {
            throw new EventDeliveryException(
                ErrorCodes.MessagesLost, $"a message of the topic of work is no range: {error.Message}",
                "Someone wrote into the topic weir.backfill.work: see its messages.", isTransient: false, error);
        }
    }
}
