using System.Text.Json;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>
/// Writes a block with all that its proof needs in the form that <see cref="BlockFileJson"/> reads:
/// <c>{"block": …, "receipts": […], "uncles": […]}</c>.
/// </summary>
public static class RawBlockWriter
{
    /// <summary>Writes the object. Receipts that came without a part of them are left out: they prove nothing.</summary>
    public static void Write(Utf8JsonWriter json, Block block)
    {
        json.WriteStartObject();
        json.WritePropertyName("block"u8);
        BlockJsonWriter.WriteBlock(json, block);
        if (block.HasReceipts && !block.HasPartialReceipts)
        {
            json.WritePropertyName("receipts"u8);
            BlockJsonWriter.WriteReceipts(json, block);
        }

        if (block.Uncles.Count > 0)
        {
            json.WriteStartArray("uncles"u8);
            foreach (Block uncle in block.Uncles)
            {
                BlockJsonWriter.WriteBlock(json, uncle);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
