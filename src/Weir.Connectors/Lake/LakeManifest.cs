using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Connectors.Export;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.Connectors.Lake;

/// <summary>
/// <c>_manifest.json</c>: the files that count, and with them the lake's ledger. What it does not name is not there.
/// </summary>
internal sealed class LakeManifest
{
    public const string FileName = "_manifest.json";

    private const int Version = 1;

    private readonly string _folder;
    private readonly string _extension;
    private readonly long _chunkBlocks;
    private List<LakeFile> _files = [];
    private long? _chainId;

    private LakeManifest(LakeOptions options)
    {
        _folder = options.Folder;
        _extension = ExportFormats.Extension(options.Format);
        _chunkBlocks = options.ChunkBlocks;
    }

    /// <summary>The files that count.</summary>
    public IReadOnlyList<LakeFile> Files => _files;

    /// <summary>Reads the manifest; an empty one where there is none.</summary>
    /// <exception cref="ConfigException">The lake has another format, chunk size or chain.</exception>
    /// <exception cref="WarehouseException">The file is damaged.</exception>
    public static LakeManifest Read(LakeOptions options, long chainId)
    {
        LakeManifest manifest = new(options) { _chainId = chainId };
        string path = Path.Combine(options.Folder, FileName);
        if (!File.Exists(path))
        {
            return manifest;
        }

        LakeManifestJson stored;
        try
        {
            stored = JsonSerializer.Deserialize(File.ReadAllBytes(path), LakeJson.Default.LakeManifestJson)
                ?? throw new JsonException("it is empty");
        }
        catch (JsonException error)
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseRead, $"{path} is damaged: {error.Message}",
                "Put an older copy back, or load into another folder.", innerException: error);
        }

        Require(path, stored.Version == Version, $"was written by another version of Weir ({stored.Version})");
        Require(
            path, stored.ChainId == chainId, $"is of chain {stored.ChainId}, not {chainId}: a lake holds one chain");
        Require(path, stored.Format == manifest._extension, $"is of {stored.Format} files");
        Require(path, stored.ChunkBlocks == options.ChunkBlocks,
            $"has {stored.ChunkBlocks} blocks a file: give chunk={stored.ChunkBlocks}");
        manifest._files = stored.Files;
        return manifest;
    }

    /// <summary>The lake's ledger.</summary>
    public Ledger Ledger()
    {
        Ledger ledger = new(_chainId ?? 0, []);
        foreach (LakeFile file in _files)
        {
            ledger.Add(
                file.Table, new BlockRange(file.From, file.To), ProofText.Parse(file.Proven),
                file.Asked is { } asked ? ProofText.Parse(asked) : null);
        }

        return ledger;
    }

    /// <summary>Files of the same table that share blocks with a new one.</summary>
    public IEnumerable<LakeFile> Overlapping(string table, BlockRange blocks) =>
        _files.Where(file => file.Table == table && new BlockRange(file.From, file.To).Intersect(blocks).Count > 0);

    /// <summary>Names new files in place of those they replace, durably.</summary>
    public void Replace(IReadOnlyCollection<LakeFile> replaced, IEnumerable<LakeFile> added)
    {
        _files = [.. _files.Except(replaced).Concat(added).OrderBy(file => file.Table, StringComparer.Ordinal).ThenBy(
            file => file.From)];
        LakeManifestJson json = new(Version, _chainId ?? 0, _extension, _chunkBlocks, _files);
        string path = Path.Combine(_folder, FileName);
        LakeFiles.WriteWhole(path, JsonSerializer.SerializeToUtf8Bytes(json, LakeJson.Default.LakeManifestJson));
    }

    private static void Require(string path, bool holds, string what)
    {
        if (!holds)
        {
            throw new ConfigException(
                ErrorCodes.BadDestination, $"{path} {what}", "Load into another folder, or as the lake was made.");
        }
    }
}

/// <summary>A file of the lake.</summary>
/// <param name="Table">Its table.</param>
/// <param name="From">Its first block.</param>
/// <param name="To">Its last block.</param>
/// <param name="Proven">What was proven of each of its blocks.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Path">Where it lies, from the lake's folder.</param>
internal sealed record LakeFile(
    string Table, long From, long To, string Proven, string? Asked, long Rows, long Bytes, string Path);

/// <summary>The manifest as it is stored.</summary>
internal sealed record LakeManifestJson(
    int Version, long ChainId, string Format, long ChunkBlocks, List<LakeFile> Files);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(LakeManifestJson))]
internal sealed partial class LakeJson : JsonSerializerContext;
