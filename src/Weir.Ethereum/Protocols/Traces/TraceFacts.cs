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
/// <remarks>
/// Such rows are a node's word. Where a block has its logs, the rows come from those, and a swap that its traces tell
/// otherwise goes to the quarantine.
/// </remarks>
public sealed class TraceFacts : ILogDecoder
{
    private readonly FactWriter _facts;
    private readonly TraceMoves _moves = new();
    private readonly TraceSwaps _swaps;
    private readonly TraceLending _lending;
    private readonly TraceLoans _loans;
    private readonly TraceSales _sales;
    private readonly TraceSwaps _otherSwaps;
    private readonly FactWriter _others = new();
    private readonly BatchSet _scratch = new();
    private BatchSet _output = new();
    private byte[] _text = new byte[256];

    internal TraceFacts(FactWriter facts, UniswapV2 v2, UniswapV3 v3)
    {
        _facts = facts;
        _otherSwaps = new TraceSwaps(_others, v2, v3, provesPools: false);
        _swaps = new TraceSwaps(facts, v2, v3, provesPools: true);
        _lending = new TraceLending(facts);
        _loans = new TraceLoans(facts);
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
    public void Begin(BatchSet output)
    {
        _output = output;
        _facts.Begin(output);
        _others.Begin(_scratch);
    }

    /// <inheritdoc/>
    public string? Decode(in LogRow log) => null;

    /// <inheritdoc/>
    public void EndBlock(Block block, in BlockStamp stamp)
    {
        if (!block.HasTraces)
        {
            return;
        }

        if (block.Logs.Count > 0 || (block.HasReceipts && !block.HasPartialReceipts))
        {
            _scratch.Clear();
            _others.Enter(stamp.ChainId);
            ReadTransactions(block, stamp, _otherSwaps, isSwapsOnly: true);
            Compare(stamp);
        }
        else
        {
            _facts.Enter(stamp.ChainId);
            ReadTransactions(block, stamp, _swaps, isSwapsOnly: false);
        }

        _facts.EndBlock(stamp);
    }

    private void ReadTransactions(Block block, in BlockStamp stamp, TraceSwaps swaps, bool isSwapsOnly)
    {
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

            ReadTransaction(block, stamp, start, end, swaps, isSwapsOnly);
            start = end;
        }
    }

    // A swap that a pool's call shows must be among those that its logs tell: the same pool, tokens, and amount that
    // came out. What went in may differ: a token that takes a fee gives a pool less than was sent.
    private void Compare(in BlockStamp stamp)
    {
        DexTradeBatch told = _facts.Trades;
        DexTradeBatch seen = _others.Trades;
        int first = told.RowCount;
        while (first > 0 && told.BlockHash[first - 1].SequenceEqual(stamp.Hash.Span))
        {
            first--;
        }

        QuarantineWriter? quarantine = null;
        for (int row = 0; row < seen.RowCount; row++)
        {
            bool isTold = false;
            for (int log = first; log < told.RowCount && !isTold; log++)
            {
                isTold = told.TxIndex[log] == seen.TxIndex[row] && told.PoolId[log].SequenceEqual(seen.PoolId[row])
                    && told.TokenBoughtAmountRaw[log] == seen.TokenBoughtAmountRaw[row]
                    && IsSame(told.TokenBoughtAddress, log, seen.TokenBoughtAddress, row)
                    && IsSame(told.TokenSoldAddress, log, seen.TokenSoldAddress, row);
            }

            if (!isTold && !seen.PoolId.IsNull(row))
            {
                quarantine ??= new QuarantineWriter(DexTradeBatch.Table.Name, _output, stamp);
                quarantine.AddTrace(
                    seen.ProjectContractAddress.Address(row),
                    $"the trace {seen.TraceAddress.Text(row)} of {seen.TxHash.Hash(row)} shows a swap for "
                    + $"{seen.TokenBoughtAmountRaw[row]} of {seen.TokenBoughtAddress.Address(row)}, which no log tells");
            }
        }
    }

    private static bool IsSame(FixedBytesColumn told, int log, FixedBytesColumn seen, int row) =>
        told.IsNull(log) || seen.IsNull(row) || told[log].SequenceEqual(seen[row]);

    private void ReadTransaction(
        Block block, in BlockStamp stamp, int start, int end, TraceSwaps swaps, bool isSwapsOnly)
    {
        if (TraceTransform.TransactionHash(block, block.Traces[start]) is not { } transaction)
        {
            return;
        }

        _moves.Read(block, start, end);
        swaps.Enter();
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
            if (!swaps.Read(call) && !isSwapsOnly && !_lending.Read(call) && !_loans.Read(call))
            {
                _sales.Read(call);
            }
        }
    }
}
