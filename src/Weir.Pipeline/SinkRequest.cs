using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Pipeline;

/// <summary>What a sink is opened for.</summary>
/// <param name="Pipeline">Whose sequence and position.</param>
/// <param name="Tables">The tables that will be written, the quarantine among them.</param>
/// <param name="Asked">What must have been proven for a range to count as whole.</param>
/// <param name="Repairs">
/// Whether appended blocks replace what is stored of them whatever the ledger says: rows that it does not know, and
/// blocks that are stored with another hash.
/// </param>
public sealed record SinkRequest(
    PipelineKey Pipeline, IReadOnlyList<TableSchema> Tables, ProofGroups Asked, bool Repairs = false)
{
    /// <summary>Whether blocks are read again of which a part was asked for and could not be proven.</summary>
    public bool Again { get; init; }

    /// <summary>
    /// The hash of the chain's block 0, where the source knows it: rows of another chain with the same id are refused.
    /// </summary>
    public Hash32? Genesis { get; init; }
}
