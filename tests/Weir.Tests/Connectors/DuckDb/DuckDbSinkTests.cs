using Weir.Connectors.DuckDb;
using Weir.Connectors.DuckDb.Native;
using Weir.Pipeline;

namespace Weir.Tests.Connectors.DuckDb;

public sealed class DuckDbSinkTests : SinkContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-duckdb-");

    private int _generation;

    private string File => Path.Combine(_folder.FullName, $"{_generation}.duckdb");

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected override ISink CreateSink() => new DuckDbSink(File, new DuckDbOptions { Threads = 2 }, TimeProvider.System);

    protected override IWarehouseReader CreateReader() => DuckDbReader.Open(File, new DuckDbOptions());

    protected override Task ForgetLedger()
    {
        using DuckDbDatabase database = DuckDbDatabase.Open(File, isWritable: true, new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        connection.Execute("DELETE FROM ingest_ranges");
        return Task.CompletedTask;
    }

    protected override Task StartAnew()
    {
        _generation++;
        return Task.CompletedTask;
    }
}
