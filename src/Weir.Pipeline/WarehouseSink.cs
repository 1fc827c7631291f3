using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;

namespace Weir.Pipeline;

/// <summary>Writes commits into a warehouse, each in one transaction.</summary>
public class WarehouseSink : ISink
{
    private readonly IWarehouse _warehouse;
    private SinkRequest? _request;

    private readonly TimeProvider _time;

    /// <param name="warehouse">The warehouse; disposed with the sink.</param>
    /// <param name="time">The clock of what is noted; the system's when null.</param>
    public WarehouseSink(IWarehouse warehouse, TimeProvider? time = null)
    {
        _warehouse = warehouse;
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public async Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        if (_request is not null)
        {
            throw new InvalidOperationException("The sink is open already.");
        }

        await _warehouse.PrepareAsync(
            [
                IngestTables.Positions, IngestTables.Ranges, IngestTables.Chains, ReorgBatch.Table, ChainHeadBatch.Table,
                .. request.Tables,
            ],
            cancellationToken);
        _request = request;
        await using IWarehouseTransaction transaction =
            await _warehouse.BeginAsync(request.Pipeline.ChainId, [], cancellationToken);
        StoredPosition? stored = (await transaction.ReadPositionsAsync(cancellationToken))
            .FirstOrDefault(position => position.Pipeline == request.Pipeline.Name);
        Ledger ledger = new(request.Pipeline.ChainId, await transaction.ReadLedgerAsync(cancellationToken));
        await KeepGenesisAsync(transaction, request, ledger, cancellationToken);
        return new SinkState(
            stored?.Sequence ?? 0, stored?.Position, stored?.Recent.Blocks ?? [],
            ledger.Whole(request.Tables, request.Asked, orAsked: !request.Again).Ranges);
    }

    private async Task KeepGenesisAsync(
        IWarehouseTransaction transaction, SinkRequest request, Ledger ledger, CancellationToken cancellationToken)
    {
        if (request.Genesis is not { } genesis)
        {
            return;
        }

        // A warehouse that was loaded without a node has said nothing of its genesis, but may have the block itself.
        Hash32? said = await transaction.ReadGenesisAsync(cancellationToken);
        Hash32? stored = said;
        if (said is null && ledger.Blocks(BlockBatch.Table.Name).Contains(0))
        {
            stored = (await transaction.ReadHeadersAsync(new BlockRange(0, 0), cancellationToken))
                .Select(header => (Hash32?)header.Hash).FirstOrDefault();
        }

        if (said is null && (stored is null || stored == genesis))
        {
            await transaction.ApplyAsync(
                new CommitPlan(request.Pipeline.ChainId, [], [], [], [], []) { Genesis = genesis }, cancellationToken);
        }
        else if (stored != genesis)
        {
            throw new WarehouseException(
                ErrorCodes.StoredBranch,
                $"{_warehouse.Name} has another chain with the id {request.Pipeline.ChainId}: its block 0 is {stored}, the node's is {genesis}.",
                "Load this chain into another warehouse, or use a node of the chain that is there.");
        }
    }

    /// <inheritdoc/>
    public async Task CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        SinkRequest request = _request ?? throw new InvalidOperationException("The sink is not open.");
        await using IWarehouseTransaction transaction =
            await _warehouse.BeginAsync(request.Pipeline.ChainId, commit.Batches, cancellationToken);
        await new WarehouseCommit(_warehouse.Name, request, _time).ApplyAsync(transaction, commit, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _warehouse.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
