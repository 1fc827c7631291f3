using Weir.Core.Tables;

namespace Weir.Pipeline;

/// <summary>
/// What a transactional warehouse brings so that <see cref="WarehouseSink"/> can keep its promises on it: tables, and a
/// transaction.
/// </summary>
public interface IWarehouse : IAsyncDisposable
{
    /// <summary>How it is named in messages, without secrets.</summary>
    string Name { get; }

    /// <summary>Makes the tables and views that are missing, and checks those that are there.</summary>
    /// <exception cref="Core.Errors.WarehouseException">A table has other columns.</exception>
    Task PrepareAsync(IReadOnlyList<TableSchema> tables, CancellationToken cancellationToken);

    /// <summary>
    /// Begins a transaction, and takes the chain's lock as the first thing in it: commits of one chain come one by one.
    /// </summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="batches">What will be loaded; a warehouse may stage it before it takes the lock.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task<IWarehouseTransaction> BeginAsync(
        long chainId, IReadOnlyList<IBatch> batches, CancellationToken cancellationToken);
}
