using System.Globalization;
using Weir.Connectors.Export;
using Weir.Core.Errors;

namespace Weir.Connectors.Lake;

/// <summary>A folder of files as a destination: <c>DIR?format=parquet&amp;chunk=1000</c>.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Format">What its files are.</param>
/// <param name="ChunkBlocks">Blocks a file: ranges begin at multiples of it.</param>
public sealed record LakeOptions(string Folder, ExportFormat Format, long ChunkBlocks)
{
    /// <summary>How such a destination is written.</summary>
    public const string Form = "files:DIR?format=parquet|csv|jsonl";

    private const long DefaultChunkBlocks = 1_000;

    /// <summary>Reads what follows <c>files:</c>.</summary>
    /// <exception cref="ConfigException">It names no folder, or has a setting that is not known.</exception>
    public static LakeOptions Parse(string text)
    {
        string[] parts = text.Split('?', 2);
        LakeOptions options = new(parts[0], ExportFormat.Parquet, DefaultChunkBlocks);
        if (options.Folder.Length == 0)
        {
            throw Bad(text);
        }

        foreach (string setting in parts.Length < 2 ? [] : parts[1].Split('&'))
        {
            string[] pair = setting.Split('=', 2);
            options = (pair[0], pair.Length < 2 ? null : pair[1]) switch
            {
                ("format", { } name) when ExportFormats.Find(name) is { } format => options with { Format = format },
                ("chunk", { } number) when long.TryParse(
                    number, NumberStyles.None, CultureInfo.InvariantCulture, out long blocks)
                    && blocks is > 0 and <= 1_000_000 => options with { ChunkBlocks = blocks },
                _ => throw Bad(text),
            };
        }

        return options;
    }

    private static ConfigException Bad(string text) => new(
        ErrorCodes.BadDestination, $"'files:{text}' is not a folder of files",
        $"Write {Form}; chunk=N (1 to 1,000,000) sets the blocks a file of a load has.");
}
