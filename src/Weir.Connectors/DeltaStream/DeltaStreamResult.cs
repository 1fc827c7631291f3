namespace Weir.Connectors.DeltaStream;

/// <summary>The answer to a statement.</summary>
/// <param name="StatementId">Its UUID.</param>
/// <param name="Columns">Names in order.</param>
/// <param name="Rows">All rows of all partitions; every cell is a text or null.</param>
/// <param name="Stream">Where to listen, for PRINT and interactive SELECT.</param>
public sealed record DeltaStreamResult(
    Guid StatementId, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows,
    DeltaStreamStream? Stream);

/// <summary>A stream of rows that the server opens.</summary>
/// <param name="Uri">An address with the scheme ws or wss.</param>
/// <param name="Token">Opens it.</param>
public sealed record DeltaStreamStream(Uri Uri, string Token);
