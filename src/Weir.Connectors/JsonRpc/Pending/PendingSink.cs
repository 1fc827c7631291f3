using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc.Pending;

/// <summary>
/// Adds to each commit the pending transactions that were heard of since the one before, and what they offered for gas.
/// </summary>
/// <param name="inner">Where commits go; disposed with this.</param>
/// <param name="watch">Hears of them.</param>
/// <param name="time">When a row was made.</param>
public sealed class PendingSink(ISink inner, PendingWatch watch, TimeProvider time) : SinkDecorator(inner)
{
    // Taken, and not stored yet: a commit that fails and is tried again has them too.
    private readonly List<PendingTransaction> _waiting = [];
    private SinkRequest? _request;

    /// <inheritdoc/>
    public override Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        _request = request;
        return base.OpenAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        _waiting.AddRange(watch.Take());
        IBatch[] rows = [.. Rows(commit)];
        await Inner.CommitAsync(
            rows.Length == 0 ? commit : commit with { Batches = [.. commit.Batches, .. rows] }, cancellationToken);
        _waiting.Clear();
    }

    private IEnumerable<IBatch> Rows(Commit commit)
    {
        long chainId = _request!.Pipeline.ChainId;
        if (_request.Tables.Contains(PendingTransactionBatch.Table))
        {
            PendingTransactionBatch pending = new();
            foreach (PendingTransaction one in _waiting)
            {
                one.AppendTo(pending, chainId);
            }

            yield return pending;
        }

        double[] prices = [.. _waiting.Select(one => one.GasPriceGwei).OfType<double>()];
        if (_request.Tables.Contains(MempoolBatch.Table) && prices.Length > 0 && commit.Position.Block is { } newest)
        {
            MempoolBatch mempool = new();
            mempool.Append(chainId, time.GetMicroseconds(), newest.Number, prices.Average());
            yield return mempool;
        }
    }
}
