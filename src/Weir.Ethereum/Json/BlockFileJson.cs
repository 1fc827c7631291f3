using System.Text.Json;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>
/// Reads blocks from a file: <c>{"block": …, "receipts": […]}</c>, a bare block, a JSON-RPC answer around a block, or
/// an array of any of these; with <c>"traces"</c> where the file has them, and the headers of the block's uncles, in
/// their order, as <c>"uncles"</c>.
/// </summary>
public sealed class BlockFileJson
{
    private static readonly NameTable Names = new("block", "receipts", "traces", "jsonrpc", "id", "result", "uncles");

    private readonly BlockJson _blocks = new();

    /// <summary>Appends the file's blocks to <paramref name="blocks"/>.</summary>
    /// <exception cref="DecodeException">The text is not JSON, or not blocks.</exception>
    public void Read(ReadOnlySpan<byte> utf8, ICollection<Block> blocks)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        Utf8JsonReader reader = new(utf8, JsonValues.DeepOptions);
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                while (JsonValues.NextItem(ref reader))
                {
                    blocks.Add(ReadOne(ref reader));
                }
            }
            else
            {
                blocks.Add(ReadOne(ref reader));
            }

            if (reader.Read())
            {
                throw JsonValues.Malformed("something follows the block");
            }
        }
        catch (JsonException error)
        {
            throw JsonValues.Malformed(
                $"the JSON is broken at line {error.LineNumber + 1}, byte {error.BytePositionInLine}", error);
        }
    }

    private Block ReadOne(ref Utf8JsonReader reader)
    {
        JsonValues.ExpectObject(ref reader, "the block");
        Block block = new();
        Utf8JsonReader ahead = reader;
        ahead.Read();
        if (ahead.TokenType != JsonTokenType.PropertyName || Names.Find(ahead.ValueSpan) < 0)
        {
            _blocks.Read(ref reader, block);
            return block;
        }

        bool hasBlock = false;
        List<Block>? uncles = null;
        while (JsonValues.NextProperty(ref reader, Names, out int number, out _))
        {
            if (number is 0 or 5)
            {
                _blocks.Read(ref reader, block);
                hasBlock = true;
            }
            else if (number == 1)
            {
                ReceiptJson.ReadAll(ref reader, block);
            }
            else if (number == 2)
            {
                TraceJson.ReadAll(ref reader, block);
            }
            else if (number == 6)
            {
                uncles = ReadUncles(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (uncles is not null)
        {
            block.Uncles = uncles;
            block.HasUncles = true;
        }

        return hasBlock ? block : throw JsonValues.Missing("the file", "block");
    }

    private List<Block> ReadUncles(ref Utf8JsonReader reader)
    {
        List<Block> uncles = [];
        JsonValues.ExpectArray(ref reader, "uncles");
        while (JsonValues.NextItem(ref reader))
        {
            Block uncle = new();
            _blocks.Read(ref reader, uncle);
            uncles.Add(uncle);
        }

        return uncles;
    }
}
