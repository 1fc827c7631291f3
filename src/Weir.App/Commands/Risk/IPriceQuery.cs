using Weir.App.Commands.Risk.Series;

namespace Weir.App.Commands.Risk;

/// <summary>Prices out of a warehouse: the first column of the query is the time, every other one an asset.</summary>
internal interface IPriceQuery
{
    /// <summary>Runs a query on a warehouse (<c>duckdb:PATH</c>); rows in the order of time.</summary>
    /// <exception cref="Core.Errors.ConfigException">The answer is no table of prices.</exception>
    /// <exception cref="Core.Errors.WarehouseException">The warehouse cannot be opened.</exception>
    /// <exception cref="Core.Errors.SqlSyntaxException">The warehouse refused the SQL.</exception>
    Task<PriceTable> QueryAsync(string sql, string warehouse, CancellationToken cancellationToken);
}
