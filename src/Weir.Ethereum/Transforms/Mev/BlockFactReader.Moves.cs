using System.Numerics;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Detection.Facts;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Protocols.Traces;
using Native = Weir.Ethereum.Protocols.Facts.Native;

namespace Weir.Ethereum.Transforms.Mev;

// What moved, from logs or from traces, and what traces say beyond the decoded tables.
internal sealed partial class BlockFactReader
{
    private const uint GetReserves = 0x0902f1ac;

    private readonly TraceMoves _traceMoves = new();
    private readonly Dictionary<long, List<TokenMove>> _moves = [];

    // Who called whom, by the place of the call.
    private void ReadTraces(long chainId)
    {
        byte[] text = new byte[256];
        Address wrapped = ChainTokens.Of(chainId).WrappedCoin?.Address ?? default;
        int start = 0;
        while (start < _block.Traces.Count)
        {
            int end = start + 1;
            while (end < _block.Traces.Count
                && _block.Traces[end].TransactionIndex == _block.Traces[start].TransactionIndex
                && _block.Traces[end].Type != TraceType.Reward)
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                ref readonly Trace trace = ref _block.Traces[i];
                AddTracedState(trace);
                if (!trace.IsReverted && TraceCalls.IsCall(_block, trace))
                {
                    string place = System.Text.Encoding.ASCII.GetString(
                        TraceTransform.JoinAddress(_block.Bytes[trace.Address], (byte)',', ref text));
                    _callers[(trace.TransactionIndex, place)] = trace.From;
                }
            }

            AddTraceMoves(start, end, wrapped);
            start = end;
        }
    }

    // Without logs a pair's reserves stand in the answers that it gave on the way: getReserves().
    private void AddTracedState(in Trace trace)
    {
        ReadOnlySpan<byte> output = _block.Bytes[trace.Output];
        if (trace.Has(TraceFields.To) && output.Length == 3 * Hash32.Length
            && TraceCalls.Selector(_block.Bytes[trace.Input]) == GetReserves)
        {
            ReserveState state = new(
                UInt256.FromBigEndian(output[..Hash32.Length]),
                UInt256.FromBigEndian(output.Slice(Hash32.Length, Hash32.Length)));
            _facts.States.Add(new StateChange(
                _facts.States.Count, trace.TransactionIndex, new PoolId(trace.To.Span), state, state));
        }
    }

    // The coin and its wrapped form are one here: wrapping and unwrapping move nothing.
    private void AddTraceMoves(int start, int end, Address wrapped)
    {
        _traceMoves.Read(_block, start, end);
        if (_traceMoves.Rows.Length == 0
            || TraceTransform.TransactionHash(_block, _block.Traces[start]) is not { } hash)
        {
            return;
        }

        TransactionFact transaction = Transaction(_block.Traces[start].TransactionIndex, hash);
        foreach (ref readonly TraceMove move in _traceMoves.Rows)
        {
            if (move.Token != Native.Coin)
            {
                Add(new TokenMove(transaction, move.Token, move.From, move.To, move.Amount));
            }
            else if (move.From != wrapped && move.To != wrapped)
            {
                Add(new TokenMove(transaction, wrapped, move.From, move.To, move.Amount));
            }
        }
    }

    // Who sent the token to the pool, where one transfer of the amount shows it.
    private Address? PayerOf(TransactionFact transaction, in Address contract, in Address token, in UInt256 amount)
    {
        Address? payer = null;
        if (_moves.TryGetValue(transaction.Index, out List<TokenMove>? moves))
        {
            BigInteger raw = amount;
            foreach (TokenMove move in moves)
            {
                payer = move.To == contract && move.Token == token && move.Raw == raw ? move.From : payer;
            }
        }

        return payer;
    }

    private void Add(TokenMove move)
    {
        _facts.Moves.Add(move);
        if (!_moves.TryGetValue(move.Transaction.Index, out List<TokenMove>? moves))
        {
            _moves[move.Transaction.Index] = moves = [];
        }

        moves.Add(move);
    }

    // Only transactions that swap twice or liquidate are asked what moved.
    private HashSet<long> Asked()
    {
        HashSet<long> asked = [];
        Int64Column trades = _batches.Trades.Rows.TxIndex;
        for (int row = _tradeRows.Start + 1; row < _tradeRows.End; row++)
        {
            if (trades[row] == trades[row - 1])
            {
                asked.Add(trades[row]);
            }
        }

        LendingEventBatch lending = _batches.Lending.Rows;
        for (int row = _lendingRows.Start; row < _lendingRows.End; row++)
        {
            if (lending.Kind[row].SequenceEqual("liquidation"u8))
            {
                asked.Add(lending.TxIndex[row]);
            }
        }

        return asked;
    }

    private void ReadMoves(long chainId, bool isTraced)
    {
        TokenTransferBatch rows = _batches.Moves.Rows;
        (int start, int end) = _batches.Moves.Take(_block.Header.Hash);
        if (isTraced)
        {
            return;
        }

        HashSet<long> asked = Asked();
        for (int row = start; row < end; row++)
        {
            if (asked.Contains(rows.TransactionIndex[row]) && rows.Standard[row].SequenceEqual("erc20"u8))
            {
                Add(new TokenMove(
                    Transaction(rows.TransactionIndex[row], rows.TransactionHash.Hash(row)),
                    rows.TokenAddress.Address(row), rows.FromAddress.Address(row), rows.ToAddress.Address(row),
                    rows.Value[row]));
            }
        }

        Address wrapped = ChainTokens.Of(chainId).WrappedCoin?.Address ?? Native.Coin;
        foreach (TransactionFact transaction in _facts.Transactions.Values)
        {
            if (asked.Contains(transaction.Index) && !transaction.ValueWei.IsZero
                && transaction.From is { } from && transaction.To is { } to)
            {
                Add(new TokenMove(transaction, wrapped, from, to, transaction.ValueWei));
            }
        }
    }
}
