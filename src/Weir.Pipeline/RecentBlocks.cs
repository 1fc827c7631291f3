using System.Globalization;
using System.Text;
using System.Text.Json;
using Weir.Core;

namespace Weir.Pipeline;

/// <summary>The last blocks of a pipeline by number and hash, as <c>ingest_positions.recent</c> keeps them.</summary>
public sealed class RecentBlocks
{
    /// <summary>How many are kept.</summary>
    public const int Limit = 512;

    private readonly List<BlockRef> _blocks;

    private RecentBlocks(List<BlockRef> blocks) => _blocks = blocks;

    /// <summary>None.</summary>
    public static RecentBlocks Empty => new([]);

    /// <summary>These, oldest first.</summary>
    public static RecentBlocks Of(IEnumerable<BlockRef> blocks) => new([.. blocks.TakeLast(Limit)]);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<BlockRef> Blocks => _blocks;

    /// <summary>What is recent after a commit.</summary>
    public RecentBlocks After(Commit commit)
    {
        List<BlockRef> blocks = [.. _blocks];
        foreach (BlockRef reverted in commit.Reverted)
        {
            blocks.Remove(reverted);
        }

        blocks.AddRange(commit.Appended.Select(block => block.Reference));
        blocks.RemoveRange(0, Math.Max(0, blocks.Count - Limit));
        return new RecentBlocks(blocks);
    }

    /// <summary>What is left of them when some are dead.</summary>
    public RecentBlocks Without(IReadOnlySet<BlockRef> dead) => new([.. _blocks.Where(block => !dead.Contains(block))]);

    /// <summary>Reads <c>[{"hash":"0x…","number":"…"}…]</c>.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static RecentBlocks Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            List<BlockRef> blocks = [];
            foreach (JsonElement block in document.RootElement.EnumerateArray())
            {
                blocks.Add(new BlockRef(
                    long.Parse(block.GetProperty("number").GetString() ?? string.Empty, CultureInfo.InvariantCulture),
                    Hash32.Parse(block.GetProperty("hash").GetString() ?? string.Empty)));
            }

            return new RecentBlocks(blocks);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The list of recent blocks is damaged.", error);
        }
    }

    /// <summary>As stored: compact JSON, keys sorted, numbers as text.</summary>
    public string ToJson()
    {
        StringBuilder json = new(2 + (100 * _blocks.Count));
        json.Append('[');
        foreach (BlockRef block in _blocks)
        {
            json.Append(json.Length == 1 ? string.Empty : ",")
                .Append(CultureInfo.InvariantCulture, $"{{\"hash\":\"{block.Hash}\",\"number\":\"{block.Number}\"}}");
        }

        return json.Append(']').ToString();
    }
}
