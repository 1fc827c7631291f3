namespace Weir.App.Commands.Risk;

/// <summary>Prices out of a warehouse: the first column of the query is the time, every other one an asset.</summary>
internal interface IPriceQuery
{
    /// <summary>Runs a query in the canonical dialect on a warehouse (<c>duckdb:PATH</c> …).</summary>
    Task<PriceTable> QueryAsync(string sql, string warehouse, CancellationToken cancellationToken);
}
