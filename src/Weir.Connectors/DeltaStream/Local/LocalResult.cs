using Weir.Connectors.DeltaStream.Local.Stores;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>What a statement gives: rows, on the control plane or the dataplane, or a stream.</summary>
/// <param name="Columns">Of the rows or the stream.</param>
/// <param name="Rows">Every cell is a text or null, whatever its type.</param>
internal sealed record LocalResult(IReadOnlyList<LocalColumn> Columns, IReadOnlyList<string?[]> Rows)
{
    public static LocalResult Empty { get; } = new([], []);

    /// <summary>The stream of PRINT and of a SELECT without an end.</summary>
    public LocalStream? Stream { get; init; }

    /// <summary>Whether the rows are fetched from the dataplane.</summary>
    public bool IsOnDataplane { get; init; }
}

/// <summary>A column of an answer.</summary>
internal readonly record struct LocalColumn(string Name, string Type);

/// <summary>A stream that a client may open.</summary>
/// <param name="Row">Makes the cells of a record.</param>
internal sealed record LocalStream(IEntityStore Store, string Entity, ReadFrom From, Func<EntityRecord, string?[]> Row);

/// <summary>What became of a request's statements.</summary>
internal sealed record LocalOutcome(
    Guid Id, long CreatedOn, string SqlState, string? Message, LocalResult Result,
    IReadOnlyList<IReadOnlyList<string?[]>> Partitions,
    SessionContext Context)
{
    private int _pending;
    private int _dataplanePending;

    /// <summary>The statements of its request so far, in order, each of which can be asked for.</summary>
    public IReadOnlyList<Guid> RequestIds { get; init; } = [];

    /// <summary>How many polls of each plane are answered with 202.</summary>
    public int PendingPolls
    {
        init => (_pending, _dataplanePending) = (value, value);
    }

    /// <summary>Whether this poll is one of them.</summary>
    public bool IsPending(bool isDataplane) =>
        Interlocked.Decrement(ref isDataplane ? ref _dataplanePending : ref _pending) >= 0;
}
