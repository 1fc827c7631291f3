using System.Buffers;
using System.Text.Json;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using Weir.Simulation.Chain;

namespace Weir.Tests.Simulation;

/// <summary>Simulated blocks, and their JSON.</summary>
internal static class SimulatedBlocks
{
    public static List<Block> Make(SimulatedChainOptions options)
    {
        ChainGenerator generator = new(options);
        List<Block> blocks = [];
        for (long i = 0; i < options.Blocks; i++)
        {
            blocks.Add(generator.Next());
        }

        return blocks;
    }

    public static byte[] Json(Block block) => Write(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("block");
        BlockJsonWriter.WriteBlock(json, block);
        json.WritePropertyName("receipts");
        BlockJsonWriter.WriteReceipts(json, block);
        json.WriteEndObject();
    });

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
