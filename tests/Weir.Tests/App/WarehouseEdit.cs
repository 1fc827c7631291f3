using Weir.Connectors.DuckDb;
using Weir.Core;
using Weir.Ethereum.Transforms;
using Weir.Pipeline;

namespace Weir.Tests.App;

/// <summary>Changes a DuckDB warehouse behind Weir's back.</summary>
internal static class WarehouseEdit
{
    public static async Task RunAsync(string path, string sql)
    {
        await using DuckDbSink sink = new(path, new DuckDbOptions(), TimeProvider.System);
        await sink.OpenAsync(
            new SinkRequest(new(1, "tamper"), Decoders.AllTables, ProofGroups.None),
            TestContext.Current.CancellationToken);
        sink.Connection.Execute(sql);
    }
}
