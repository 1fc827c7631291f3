using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Pipeline;

/// <summary>Where rows go. Opened for one pipeline; then one commit after the other.</summary>
public interface ISink : IAsyncDisposable
{
    SinkKind Kind { get; }

    /// <summary>Makes the tables where they are missing and says where the pipeline stopped.</summary>
    /// <param name="pipeline">Whose sequence and position.</param>
    /// <param name="tables">The tables that will be written, the quarantine among them.</param>
    /// <param name="asked">What must have been proven for a range to count as whole.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    Task<SinkState> OpenAsync(
        PipelineKey pipeline, IReadOnlyList<TableSchema> tables, ProofGroups asked, CancellationToken cancellationToken);

    /// <summary>Applies the commit as a whole, or throws and leaves everything as it was.</summary>
    /// <exception cref="Core.Errors.WarehouseException">Another writer has moved the sequence, or the warehouse failed.</exception>
    Task CommitAsync(Commit commit, CancellationToken cancellationToken);
}

/// <summary>What a sink can undo.</summary>
public enum SinkKind
{
    /// <summary>A warehouse: a commit is one transaction, and rows can be taken out again.</summary>
    Transactional,

    /// <summary>A stream or a file: rows can only be added.</summary>
    AppendOnly,
}
