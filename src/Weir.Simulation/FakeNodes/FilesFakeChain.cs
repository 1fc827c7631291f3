using System.IO.Compression;
using System.Text.Json;
using Weir.Core;

namespace Weir.Simulation.FakeNodes;

/// <summary>
/// A folder of JSON-RPC answers as a node's chain, byte for byte as they stand in the files; all are kept in memory.
/// </summary>
/// <remarks>
/// Each <c>.json</c> or <c>.json.gz</c> has <c>{"block": …, "receipts": […]}</c>, a bare block, or an array of either.
/// Numbers that no file has are null.
/// </remarks>
public sealed class FilesFakeChain : IFakeChain
{
    private readonly SortedDictionary<long, FakeBlock> _blocks = [];
    private readonly Dictionary<Hash32, FakeBlock> _byHash = [];
    private readonly Dictionary<Hash32, (FakeBlock Block, int Index)> _transactions = [];

    /// <exception cref="JsonException">A file is not JSON.</exception>
    public FilesFakeChain(string folder, long chainId)
    {
        ChainId = chainId;
        foreach (string path in Directory.EnumerateFiles(folder, "*.json*", SearchOption.AllDirectories))
        {
            if (path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".json.gz", StringComparison.Ordinal))
            {
                Read(ReadFile(path));
            }
        }

        First = _blocks.Count == 0 ? 0 : _blocks.Keys.First();
        Head = _blocks.Count == 0 ? 0 : _blocks.Keys.Last();
    }

    public long ChainId { get; }

    public long First { get; }

    public long Head { get; }

    public FakeBlock? Find(long number) => _blocks.GetValueOrDefault(number);

    public FakeBlock? Find(in Hash32 hash) => _byHash.GetValueOrDefault(hash);

    public (FakeBlock Block, int Index)? FindTransaction(in Hash32 hash) =>
        _transactions.TryGetValue(hash, out (FakeBlock Block, int Index) place) ? place : null;

    private static byte[] ReadFile(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
        {
            return bytes;
        }

        using GZipStream gzip = new(new MemoryStream(bytes), CompressionMode.Decompress);
        using MemoryStream plain = new();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private void Read(ReadOnlyMemory<byte> json)
    {
        Utf8JsonReader reader = new(json.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            ReadOne(ref reader, json);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadOne(ref reader, json);
        }
    }

    private void ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        int start = (int)reader.TokenStartIndex;
        ReadOnlyMemory<byte>? block = null;
        ReadOnlyMemory<byte>? receipts = null;
        List<ReadOnlyMemory<byte>> uncles = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isBlock = reader.ValueTextEquals("block"u8) || reader.ValueTextEquals("result"u8);
            bool isReceipts = reader.ValueTextEquals("receipts"u8);
            bool isUncles = reader.ValueTextEquals("uncles"u8);
            reader.Read();
            if (isUncles && HasObjects(reader))
            {
                ReadUncles(ref reader, json, uncles);
                continue;
            }

            int from = (int)reader.TokenStartIndex;
            reader.Skip();
            ReadOnlyMemory<byte> value = json[from..(int)reader.BytesConsumed];
            block = isBlock ? value : block;
            receipts = isReceipts ? value : receipts;
        }

        Keep(new FakeBlock(block ?? json[start..(int)reader.BytesConsumed], receipts) { Uncles = uncles });
    }

    // Beside a block are its uncles' headers; inside it their hashes.
    private static bool HasObjects(Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.StartObject;

    private static void ReadUncles(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, List<ReadOnlyMemory<byte>> uncles)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int from = (int)reader.TokenStartIndex;
            reader.Skip();
            uncles.Add(json[from..(int)reader.BytesConsumed]);
        }
    }

    private void Keep(FakeBlock block)
    {
        _blocks[block.Number] = block;
        _byHash[block.Hash] = block;
        for (int i = 0; i < block.TransactionHashes.Count; i++)
        {
            _transactions[block.TransactionHashes[i]] = (block, i);
        }
    }
}
