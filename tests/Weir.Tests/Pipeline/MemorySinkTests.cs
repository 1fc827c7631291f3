using Weir.Pipeline;
using Weir.Tests.Connectors;

namespace Weir.Tests.Pipeline;

/// <summary>The commit algorithm keeps its promises on any warehouse.</summary>
public sealed class MemorySinkTests : SinkContract
{
#pragma warning disable CA2213 // It has nothing to give back.
    private MemoryWarehouse _warehouse = new();
#pragma warning restore CA2213

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected override ISink CreateSink() => new WarehouseSink(_warehouse);

    protected override IWarehouseReader CreateReader() => _warehouse;

    protected override Task ForgetLedger()
    {
        _warehouse.ForgetLedger();
        return Task.CompletedTask;
    }

    protected override Task StartAnew()
    {
        _warehouse = new MemoryWarehouse();
        return Task.CompletedTask;
    }
}
