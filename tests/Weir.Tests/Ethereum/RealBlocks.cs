using System.IO.Compression;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;

namespace Weir.Tests.Ethereum;

/// <summary>The real blocks of shared/data/chain.</summary>
internal static class RealBlocks
{
    public static byte[] ReadBytes(string relative)
    {
        byte[] bytes = File.ReadAllBytes(SharedData.PathOrSkip(Path.Combine("chain", relative)));
        if (!relative.EndsWith(".gz", StringComparison.Ordinal))
        {
            return bytes;
        }

        using GZipStream gzip = new(new MemoryStream(bytes), CompressionMode.Decompress);
        using MemoryStream plain = new();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    public static List<Block> Parse(byte[] utf8)
    {
        List<Block> blocks = [];
        new BlockFileJson().Read(utf8, blocks);
        return blocks;
    }

    public static Block Load(string relative) => Parse(ReadBytes(relative)).Single();
}
