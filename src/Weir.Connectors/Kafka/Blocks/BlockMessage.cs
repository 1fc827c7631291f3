using System.Text.Json;
using Google.Protobuf;
using Weir.Connectors.Kafka.Blocks.Protobuf;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Json;
using Block = Weir.Ethereum.Blocks.Block;
using BlockRef = Weir.Core.BlockRef;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>Reads what an <see cref="IBlockEnvelope"/> writes into the block topic.</summary>
/// <param name="chainId">The chain that every message must be of.</param>
internal sealed class BlockMessageReader(long chainId)
{
    private readonly BlockFileJson _blocks = new();
    private readonly List<Block> _read = [];

    /// <summary>A block with its raw form, or the blocks that a reorganisation took out.</summary>
    /// <param name="value">The message's value.</param>
    /// <param name="isProtobuf">Whether it is a <see cref="Protobuf.Event"/>; else JSON.</param>
    /// <exception cref="DecodeException">It is neither.</exception>
    public BlockMessage Read(ReadOnlySpan<byte> value, bool isProtobuf) =>
        isProtobuf ? ReadProtobuf(value) : ReadJson(value);

    private BlockMessage ReadProtobuf(ReadOnlySpan<byte> value)
    {
        try
        {
            Event message = Event.Parser.ParseFrom(value);
            RequireChain(message.ChainId);
            return message.PayloadCase switch
            {
                Event.PayloadOneofCase.Block => new BlockMessage(ProtobufBlockReader.Read(message.Block), []),
                Event.PayloadOneofCase.Reorg when message.Reorg.Reverted.Count > 0 => new BlockMessage(
                    null,
                    [
                        .. message.Reorg.Reverted.Select(block => new BlockRef(
                            block.Number, ProtobufBytes.Hash(block.Hash, "reverted.hash"))),
                    ]),
                _ => throw Malformed($"the payload is {message.PayloadCase}, not Block or Reorg"),
            };
        }
        catch (InvalidProtocolBufferException error)
        {
            throw Malformed($"the message is no protobuf of weir.v1.Event: {error.Message}", error);
        }
    }

    private BlockMessage ReadJson(ReadOnlySpan<byte> value)
    {
        Utf8JsonReader reader = new(value);
        try
        {
            string? type = null;
            BlockMessage? message = null;
            List<BlockRef> reverted = [];
            RequireObject(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("chain_id"u8))
                {
                    reader.Read();
                    RequireChain(reader.GetInt64());
                }
                else if (reader.ValueTextEquals("event_type"u8))
                {
                    reader.Read();
                    type = reader.GetString();
                }
                else if (reader.ValueTextEquals("payload"u8) && type == "reorg")
                {
                    reader.Read();
                    reverted = Reverted(ref reader);
                }
                else if (reader.ValueTextEquals("raw"u8))
                {
                    reader.Read();
                    int start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    message = new BlockMessage(Parse(value[start..(int)reader.BytesConsumed]), []);
                }
                else
                {
                    reader.Skip();
                }
            }

            return type switch
            {
                "reorg" when reverted.Count > 0 => new BlockMessage(null, reverted),
                "block" when message is not null => message,
                "block" => throw Malformed("the block has no member raw, from which it could be proven"),
                _ => throw Malformed($"event_type is '{type}', not block or reorg"),
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException)
        {
            throw Malformed(error.Message, error);
        }
    }

    private Block Parse(ReadOnlySpan<byte> raw)
    {
        _read.Clear();
        _blocks.Read(raw, _read);
        return _read.Count == 1 ? _read[0] : throw Malformed($"raw has {_read.Count} blocks");
    }

    private static List<BlockRef> Reverted(ref Utf8JsonReader reader)
    {
        using JsonDocument payload = JsonDocument.ParseValue(ref reader);
        List<BlockRef> reverted = [];
        foreach (JsonElement block in payload.RootElement.GetProperty("reverted").EnumerateArray())
        {
            reverted.Add(new BlockRef(
                block.GetProperty("number").GetInt64(),
                Hash32.Parse(block.GetProperty("hash").GetString() ?? string.Empty)));
        }

        return reverted;
    }

    private void RequireChain(long found)
    {
        if (found != chainId)
        {
            throw Malformed($"the message is of chain {found}, not {chainId}");
        }
    }

    private static void RequireObject(bool isObject)
    {
        if (!isObject)
        {
            throw Malformed("the message is no JSON object");
        }
    }

    private static DecodeException Malformed(string what, Exception? inner = null) => new(
        ErrorCodes.MalformedBlock, what, "See the message in the dead-letter topic.", inner);
}

/// <summary>A message of the block topic: a block, or blocks that left the chain, newest first.</summary>
internal sealed record BlockMessage(Block? Block, IReadOnlyList<BlockRef> Reverted)
{
    /// <summary>What was found out about the block.</summary>
    public BlockVerdict? Verdict { get; init; }

    /// <summary>What the node said of its chain when the block was written.</summary>
    public ChainHeads? Heads { get; init; }
}
