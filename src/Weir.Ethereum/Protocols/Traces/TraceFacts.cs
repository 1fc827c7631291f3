using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Protocols.Uniswap;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Traces;

/// <summary>
/// Facts of blocks whose logs did not come, read from their traces as mev-inspect reads them: swaps by the transfers
/// around a pool's call, liquidations, flash loans and sales of NFTs by calls of known contracts.
/// </summary>
/// <remarks>Such rows are a node's word. Where a block has its logs, the rows come from those.</remarks>
public sealed class TraceFacts : ILogDecoder
{
    private readonly FactWriter _facts;
    private readonly TraceMoves _moves = new();
    private readonly TraceSwaps _swaps;
    private readonly TraceLending _lending;
    private readonly TraceSales _sales;
    private byte[] _text = new byte[256];

    internal TraceFacts(FactWriter facts, UniswapV2 v2, UniswapV3 v3)
    {
        _facts = facts;
        _swaps = new TraceSwaps(facts, v2, v3);
        _lending = new TraceLending(facts);
        _sales = new TraceSales(facts);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } =
    [
        DexTradeBatch.Table, LendingEventBatch.Table, FlashLoanBatch.Table, NftTradeBatch.Table, PoolBatch.Table,
    ];

    /// <inheritdoc/>
    public IReadOnlyList<LogSelector> Selectors => [];

    /// <inheritdoc/>
    public void Begin(BatchSet output) => _facts.Begin(output);

    /// <inheritdoc/>
    public string? Decode(in LogRow log) => null;

    /// <inheritdoc/>
    public void EndBlock(Block block, in BlockStamp stamp)
    {
        if (!block.HasTraces || block.Logs.Count > 0 || (block.HasReceipts && !block.HasPartialReceipts))
        {
            return;
        }

        _facts.Enter(stamp.ChainId);
        int start = 0;
        while (start < block.Traces.Count)
        {
            int end = start + 1;
            while (end < block.Traces.Count
                && block.Traces[end].TransactionIndex == block.Traces[start].TransactionIndex
                && block.Traces[end].Type != TraceType.Reward)
            {
                end++;
            }

            ReadTransaction(block, stamp, start, end);
            start = end;
        }

        _facts.EndBlock(stamp);
    }

    private void ReadTransaction(Block block, in BlockStamp stamp, int start, int end)
    {
        if (TraceTransform.TransactionHash(block, block.Traces[start]) is not { } transaction)
        {
            return;
        }

        _moves.Read(block, start, end);
        _swaps.Enter();
        for (int i = start; i < end; i++)
        {
            ref readonly Trace trace = ref block.Traces[i];
            if (trace.IsReverted || !TraceCalls.IsCall(block, trace) || trace.Input.Length < sizeof(uint))
            {
                continue;
            }

            TraceCall call = new(
                block, i, TraceCalls.End(block, i, end), _moves.Rows,
                new FactPlace(block, stamp, transaction, trace.TransactionIndex)
                {
                    TraceAddress = TraceTransform.JoinAddress(block.Bytes[trace.Address], (byte)',', ref _text),
                });
            if (!_swaps.Read(call) && !_lending.Read(call))
            {
                _sales.Read(call);
            }
        }
    }
}
