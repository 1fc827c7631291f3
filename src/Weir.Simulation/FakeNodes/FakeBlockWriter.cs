using System.Buffers;
using System.Text.Json;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;

namespace Weir.Simulation.FakeNodes;

/// <summary>Writes blocks as a node answers them. One thread at a time.</summary>
internal sealed class FakeBlockWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public FakeBlock Write(Block block)
    {
        _buffer.ResetWrittenCount();
        using Utf8JsonWriter json = new(_buffer, new JsonWriterOptions { SkipValidation = true });
        BlockJsonWriter.WriteBlock(json, block);
        json.Flush();
        int length = _buffer.WrittenCount;
        json.Reset();
        BlockJsonWriter.WriteReceipts(json, block);
        json.Flush();
        byte[] bytes = _buffer.WrittenSpan.ToArray();
        return new FakeBlock(bytes.AsMemory(0, length), bytes.AsMemory(length));
    }
}
