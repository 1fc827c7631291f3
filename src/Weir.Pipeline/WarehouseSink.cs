using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Pipeline;

/// <summary>Writes commits into a warehouse, each in one transaction.</summary>
public class WarehouseSink : ISink
{
    private readonly IWarehouse _warehouse;
    private SinkRequest? _request;

    /// <param name="warehouse">The warehouse; disposed with the sink.</param>
    public WarehouseSink(IWarehouse warehouse) => _warehouse = warehouse;

    /// <inheritdoc/>
    public async Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        if (_request is not null)
        {
            throw new InvalidOperationException("The sink is open already.");
        }

        await _warehouse.PrepareAsync([IngestTables.Positions, IngestTables.Ranges, .. request.Tables], cancellationToken);
        _request = request;
        await using IWarehouseTransaction transaction =
            await _warehouse.BeginAsync(request.Pipeline.ChainId, [], cancellationToken);
        StoredPosition? stored = (await transaction.ReadPositionsAsync(cancellationToken))
            .FirstOrDefault(position => position.Pipeline == request.Pipeline.Name);
        Ledger ledger = new(request.Pipeline.ChainId, await transaction.ReadLedgerAsync(cancellationToken));
        return new SinkState(
            stored?.Sequence ?? 0, stored?.Position, stored?.Recent.Blocks ?? [],
            ledger.Whole(request.Tables, request.Asked).Ranges);
    }

    /// <inheritdoc/>
    public async Task CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        SinkRequest request = _request ?? throw new InvalidOperationException("The sink is not open.");
        await using IWarehouseTransaction transaction =
            await _warehouse.BeginAsync(request.Pipeline.ChainId, commit.Batches, cancellationToken);
        await new WarehouseCommit(_warehouse.Name, request).ApplyAsync(transaction, commit, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _warehouse.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
