using Google.Protobuf;
using Weir.Connectors.Firehose.Wire;

namespace Weir.Tests.Connectors.Firehose;

/// <summary>The blocks of StreamingFast's battlefield chain, EXTENDED, in their bstream wrapper.</summary>
internal static class RealBlocks
{
    // Of its genesis: the transactions are signed for it.
    public const long ChainId = 1515;

    public static IReadOnlyList<Block> ReadOrSkip()
    {
        string folder = SharedData.PathOrSkip(Path.Combine("chain", "firehose"));
        return
        [
            .. Directory.GetFiles(folder, "battlefield-block.*.pb").Select(path => Unwrap(File.ReadAllBytes(path)))
                .OrderBy(block => block.Number),
        ];
    }

    // sf.bstream.v1.Block: the payload is field 8.
    private static Block Unwrap(byte[] bytes)
    {
        CodedInputStream input = new(bytes);
        uint tag;
        while ((tag = input.ReadTag()) != 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == 8)
            {
                return Block.Parser.ParseFrom(input.ReadBytes());
            }

            input.SkipLastField();
        }

        throw new InvalidOperationException("The wrapper has no payload.");
    }
}
