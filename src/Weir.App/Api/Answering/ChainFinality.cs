using System.Text.Json;

namespace Weir.App.Api.Answering;

/// <summary>What a node last said of a chain's end.</summary>
/// <param name="Head">The newest block; null where no node has said.</param>
/// <param name="Safe">The newest safe block.</param>
/// <param name="Finalized">The newest final block.</param>
/// <param name="UpdatedAt">When it said so.</param>
internal sealed record ChainFinality(long? Head, long? Safe, long? Finalized, DateTimeOffset? UpdatedAt)
{
    /// <summary>No node has said anything: files, a simulation, or rows of an earlier version.</summary>
    public static ChainFinality Unknown { get; } = new(null, null, null, null);

    /// <summary>head, safe, finalized, or unknown.</summary>
    public string LevelOf(long block) => Head is null ? "unknown"
        : block <= Finalized ? "finalized" : block <= Safe ? "safe" : "head";

    /// <summary>Writes the weakest level of a range, and how many of its blocks have not got further.</summary>
    public void Write(Utf8JsonWriter json, BlockWindow window)
    {
        json.WriteStartObject("finality");
        json.WriteString("level", window.IsEmpty ? "unknown" : LevelOf(window.To));
        json.WriteNullable("not_safe", Count(Safe, window));
        json.WriteNullable("not_finalized", Count(Finalized, window));
        json.WriteEndObject();
    }

    private long? Count(long? upTo, BlockWindow window) => Head is null || window.IsEmpty ? null
        : Math.Max(0, window.To - Math.Max(upTo ?? window.From - 1, window.From - 1));
}
