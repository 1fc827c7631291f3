using Weir.Connectors.DuckDb.Native;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>Writes commits into a DuckDB file, each in one transaction.</summary>
public sealed class DuckDbSink : WarehouseSink
{
    private readonly DuckDbWarehouse _warehouse;

    /// <param name="path">The file; made where it is missing. <c>:memory:</c> for a database that dies with the
    /// sink.</param>
    /// <param name="options">Limits of the engine.</param>
    /// <param name="time">What <c>updated_at</c> and <c>committed_at</c> say.</param>
#pragma warning disable CA2000 // The sink owns the warehouse.
    public DuckDbSink(string path, DuckDbOptions options, TimeProvider time)
        : this(new DuckDbWarehouse(path, options, time), time)
    {
    }
#pragma warning restore CA2000

    private DuckDbSink(DuckDbWarehouse warehouse, TimeProvider time)
        : base(warehouse, time) => _warehouse = warehouse;

    /// <summary>The connection, for those of this assembly who look into an in-memory database.</summary>
    internal DuckDbConnection Connection => _warehouse.Connection;
}
