using System.Buffers.Binary;
using System.Numerics;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Detection.Counterfactuals;
using Weir.Detection.Facts;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Protocols.Traces;

namespace Weir.Ethereum.Transforms.Mev;

/// <summary>One block's decoded rows and logs as what inspectors read.</summary>
internal sealed partial class BlockFactReader
{
    private readonly FactBatches _batches;
    private readonly Dictionary<(long Transaction, string Place), Address> _callers = [];
    private readonly Dictionary<PoolId, int> _fees = [];
    private readonly Dictionary<PoolId, List<StateChange>> _states = [];
    private (int Start, int End) _tradeRows;
    private (int Start, int End) _lendingRows;
    private BlockFacts _facts = new();
    private Block _block = new();
    private long _traceOrder;

    public BlockFactReader(FactBatches batches) => _batches = batches;

    /// <summary>The facts of the block that comes next.</summary>
    public BlockFacts Read(Block block, long chainId)
    {
        _block = block;
        _facts = new BlockFacts { ChainId = chainId, SharedContracts = ChainTokens.SharedContracts(chainId) };
        _callers.Clear();
        _fees.Clear();
        _states.Clear();
        _moves.Clear();
        _traceOrder = 0;
        _tradeRows = _batches.Trades.Take(block.Header.Hash);
        _lendingRows = _batches.Lending.Take(block.Header.Hash);
        ReadTransactions();
        ReadPools();
        ReadStates();
        bool isTraced = block.HasTraces && block.Logs.Count == 0;
        if (isTraced)
        {
            ReadTraces(chainId);
        }

        ReadMoves(chainId, isTraced);
        ReadTrades();
        ReadLiquidity();
        ReadLending();
        ReadSales();
        return _facts;
    }

    private TransactionFact Transaction(long index, in Hash32 hash)
    {
        if (!_facts.Transactions.TryGetValue(index, out TransactionFact? transaction))
        {
            _facts.Transactions[index] = transaction = new TransactionFact { Index = index, Hash = hash };
        }

        return transaction;
    }

    private void ReadTransactions()
    {
        Dictionary<long, BigInteger>? payments = _block.HasTraces ? Payments() : null;
        Dictionary<long, int> receipts = [];
        for (int i = 0; i < _block.Receipts.Count; i++)
        {
            receipts[_block.Receipts[i].TransactionIndex] = i;
        }

        foreach (ref readonly Transaction row in _block.Transactions.Rows)
        {
            ReadOnlySpan<byte> input = _block.Bytes[row.Input];
            _facts.Transactions[row.Index] = new TransactionFact
            {
                Index = row.Index,
                Hash = row.Hash,
                From = row.From,
                To = row.Has(TransactionFields.To) ? row.To : null,
                ValueWei = row.Value,
                GasCostWei = receipts.TryGetValue(row.Index, out int receipt)
                    ? GasCost(_block.Receipts[receipt]) : null,
                BuilderPaymentWei = payments?.GetValueOrDefault(row.Index),
                MethodId = input.Length >= sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(input) : null,
            };
        }

        foreach (ref readonly Receipt row in _block.Receipts.Rows)
        {
            if (_block.Transactions.Count == 0)
            {
                _facts.Transactions[row.TransactionIndex] = new TransactionFact
                {
                    Index = row.TransactionIndex,
                    Hash = row.TransactionHash,
                    From = row.Has(ReceiptFields.From) ? row.From : null,
                    To = row.Has(ReceiptFields.To) ? row.To : null,
                    GasCostWei = GasCost(row),
                };
            }
        }
    }

    private static BigInteger? GasCost(in Receipt receipt) =>
        receipt.Has(ReceiptFields.GasUsed | ReceiptFields.EffectiveGasPrice)
            ? receipt.GasUsed * (BigInteger)receipt.EffectiveGasPrice : null;

    // What went to the block's fee recipient in calls, wei.
    private Dictionary<long, BigInteger> Payments()
    {
        Dictionary<long, BigInteger> payments = [];
        foreach (ref readonly Trace trace in _block.Traces.Rows)
        {
            if (!trace.IsReverted && !trace.Value.IsZero && trace.Has(TraceFields.To)
                && trace.To == _block.Header.Miner && trace.From != trace.To
                && (trace.Type is TraceType.Create or TraceType.Suicide || TraceCalls.IsCall(_block, trace)))
            {
                payments[trace.TransactionIndex] =
                    payments.GetValueOrDefault(trace.TransactionIndex) + (BigInteger)trace.Value;
            }
        }

        return payments;
    }

    private void ReadPools()
    {
        PoolBatch rows = _batches.Pools.Rows;
        (int start, int end) = _batches.Pools.Take(_block.Header.Hash);
        for (int row = start; row < end; row++)
        {
            PoolId pool = new(rows.PoolId[row]);
            (int first, int last) = rows.Tokens[row];
            if (last - first == 2)
            {
                var items = (FixedBytesColumn)rows.Tokens.Items;
                _facts.Pairs.TryAdd(pool, new PairTokens(pool, items.Address(first), items.Address(first + 1)));
            }

            if (rows.FeePpm.GetNullable(row) is { } fee)
            {
                _fees.TryAdd(pool, (int)fee);
            }
        }
    }

    private void ReadStates()
    {
        PoolLogs.ReadStates(_block, _facts.States);
        foreach (StateChange state in _facts.States)
        {
            if (!_states.TryGetValue(state.Pool, out List<StateChange>? changes))
            {
                _states[state.Pool] = changes = [];
            }

            changes.Add(state);
        }
    }

    private void ReadTrades()
    {
        DexTradeBatch rows = _batches.Trades.Rows;
        (int start, int end) = _tradeRows;
        for (int row = start; row < end; row++)
        {
            // Aggregators' and settlements' reports repeat what pools say.
            ReadOnlySpan<byte> project = rows.Project[row];
            if (rows.PoolId.IsNull(row)
                && (project.SequenceEqual("1inch"u8) || project.SequenceEqual("cow_protocol"u8)))
            {
                continue;
            }

            AddTrade(rows, row);
        }
    }

    private void AddTrade(DexTradeBatch rows, int row)
    {
        Address contract = rows.ProjectContractAddress.Address(row);
        PoolId pool = new(rows.PoolId.IsNull(row) ? contract.Span : rows.PoolId[row]);
        TransactionFact transaction = Transaction(rows.TxIndex[row], rows.TxHash.Hash(row));
        long order;
        string place;
        Address? caller;
        if (rows.EvtIndex.GetNullable(row) is { } index)
        {
            order = index;
            place = $"log {index}";
            caller = CallerOf(index);
        }
        else
        {
            string trace = rows.TraceAddress.Text(row);
            order = _traceOrder++;
            place = $"trace {transaction.Index}:{trace}";
            caller = _callers.TryGetValue((transaction.Index, trace), out Address from) ? from : null;
        }

        Address sold = Token(rows.TokenSoldAddress, rows.TokenSoldIndex, row, pool);
        Address bought = Token(rows.TokenBoughtAddress, rows.TokenBoughtIndex, row, pool);
        bool? isZero = _facts.Pairs.TryGetValue(pool, out PairTokens pair)
            ? pair.Token0 == sold ? true : pair.Token1 == sold ? false : null
            : rows.TokenSoldIndex.GetNullable(row) is { } sideIndex && sideIndex is 0 or 1 ? sideIndex == 0 : null;
        int? fee = _fees.TryGetValue(pool, out int known) ? known : null;
        (PoolState? before, PoolState? after) = StateAt(pool, order, rows, row, isZero, fee);
        _facts.Swaps.Add(new Swap
        {
            Order = order,
            Transaction = transaction,
            Pool = pool,
            Contract = contract,
            Caller = caller,
            Payer = PayerOf(transaction, contract, sold, rows.TokenSoldAmountRaw[row]),
            Taker = rows.Taker.IsNull(row) ? null : rows.Taker.Address(row),
            Sold = sold,
            SoldRaw = rows.TokenSoldAmountRaw[row],
            Bought = bought,
            BoughtRaw = rows.TokenBoughtAmountRaw[row],
            IsZeroForOne = isZero,
            Before = before,
            After = after,
            FeePpm = fee,
            Place = place,
        });
    }

    private Address? CallerOf(long logIndex)
    {
        long first = _block.Logs.Count == 0 ? 0 : _block.Logs[0].LogIndex;
        long place = logIndex - first;
        return place >= 0 && place < _block.Logs.Count && _block.Logs[(int)place].LogIndex == logIndex
            ? PoolLogs.Caller(_block, _block.Logs[(int)place]) : null;
    }

    // A pair's own state stands in the log right before its swap, a range's in the swap itself.
    private (PoolState? Before, PoolState? After) StateAt(
        PoolId pool, long order, DexTradeBatch rows, int row, bool? isZero, int? fee)
    {
        if (rows.EvtIndex.IsNull(row) || !_states.TryGetValue(pool, out List<StateChange>? changes))
        {
            return (null, null);
        }

        int at = changes.FindIndex(change => change.Order == order || (change.Order == order - 1
            && change.After is ReserveState));
        if (at < 0)
        {
            return (null, null);
        }

        PoolState? before = changes[at].Before ?? (at > 0 ? changes[at - 1].After : null);
        if (before is null && changes[at].After is RangeState range && isZero is { } isZeroForOne && fee is { } feePpm
            && ConcentratedLiquidity.StartOf(
                range.SqrtPriceX96, range.Liquidity, rows.TokenSoldAmountRaw[row], rows.TokenBoughtAmountRaw[row],
                isZeroForOne, feePpm) is { } start)
        {
            before = range with { SqrtPriceX96 = start };
            changes[at] = changes[at] with { Before = before };
            int place = _facts.States.FindIndex(state => state.Order == changes[at].Order);
            _facts.States[place] = changes[at];
        }

        return (before, changes[at].After);
    }

    // The row's token, else the pool's at the row's place, else a stand-in for "token 1 of this pool".
    private Address Token(FixedBytesColumn tokens, Int64Column indexes, int row, PoolId pool)
    {
        if (!tokens.IsNull(row))
        {
            return tokens.Address(row);
        }

        long? index = indexes.GetNullable(row);
        return index is 0 or 1 && _facts.Pairs.TryGetValue(pool, out PairTokens pair)
            ? index == 0 ? pair.Token0 : pair.Token1 : Unnamed(pool, index ?? -1);
    }

    private Address Unnamed(PoolId pool, long index)
    {
        byte[] id = pool.ToArray();
        Span<byte> key = stackalloc byte[id.Length + sizeof(long)];
        id.CopyTo(key);
        BinaryPrimitives.WriteInt64BigEndian(key[id.Length..], index);
        Address token = new(Keccak.Hash(key).Span[12..]);
        _facts.Unnamed.Add(token);
        return token;
    }

    private void ReadLiquidity()
    {
        LiquidityEventBatch rows = _batches.Liquidity.Rows;
        (int start, int end) = _batches.Liquidity.Take(_block.Header.Hash);
        for (int row = start; row < end;)
        {
            int next = row + 1;
            while (next < end && rows.EvtIndex.GetNullable(next) == rows.EvtIndex.GetNullable(row)
                && rows.TxIndex[next] == rows.TxIndex[row])
            {
                next++;
            }

            LiquidityKind? kind = rows.Kind[row].SequenceEqual("mint"u8) ? LiquidityKind.Mint
                : rows.Kind[row].SequenceEqual("burn"u8) ? LiquidityKind.Burn
                : rows.Kind[row].SequenceEqual("collect"u8) ? LiquidityKind.Collect : null;
            if (kind is { } known && rows.EvtIndex.GetNullable(row) is { } index)
            {
                AddLiquidity(rows, row, next, known, index);
            }

            row = next;
        }
    }

    private void AddLiquidity(LiquidityEventBatch rows, int row, int next, LiquidityKind kind, long index)
    {
        PoolId pool = new(rows.PoolId[row]);
        List<TokenAmount> amounts = [];
        for (int part = row; part < next; part++)
        {
            if (rows.AmountRaw.GetNullable(part) is { } amount)
            {
                amounts.Add(new TokenAmount(
                    Token(rows.TokenAddress, rows.TokenIndex, part, pool), amount.Magnitude));
            }
        }

        _facts.Liquidity.Add(new LiquidityChange
        {
            Order = index,
            Transaction = Transaction(rows.TxIndex[row], rows.TxHash.Hash(row)),
            Pool = pool,
            Kind = kind,
            Provider = rows.Provider.IsNull(row) ? null : rows.Provider.Address(row),
            Amounts = amounts,
            TickLower = rows.TickLower.GetNullable(row),
            TickUpper = rows.TickUpper.GetNullable(row),
            Liquidity = rows.Liquidity.GetNullable(row) is { } liquidity ? (BigInteger)liquidity : null,
            Place = $"log {index}",
        });
    }

    private void ReadLending()
    {
        LendingEventBatch rows = _batches.Lending.Rows;
        (int start, int end) = _lendingRows;
        for (int row = start; row < end; row++)
        {
            if (!rows.Kind[row].SequenceEqual("liquidation"u8))
            {
                continue;
            }

            TransactionFact transaction = Transaction(rows.TxIndex[row], rows.TxHash.Hash(row));
            long? index = rows.EvtIndex.GetNullable(row);
            _facts.Liquidations.Add(new Liquidation
            {
                Order = index ?? _traceOrder++,
                Transaction = transaction,
                Market = rows.MarketAddress.Address(row),
                Borrower = rows.UserAddress.Address(row),
                Liquidator = rows.Liquidator.IsNull(row) ? null : rows.Liquidator.Address(row),
                DebtToken = rows.AssetAddress.IsNull(row) ? null : rows.AssetAddress.Address(row),
                DebtRaw = rows.AmountRaw[row],
                CollateralToken = rows.CollateralAsset.IsNull(row) ? null : rows.CollateralAsset.Address(row),
                CollateralRaw = rows.CollateralAmountRaw.GetNullable(row) is { } seized ? (BigInteger)seized : null,
                Place = Place(index, transaction, rows.TraceAddress, row),
            });
        }
    }

    private void ReadSales()
    {
        NftTradeBatch rows = _batches.Sales.Rows;
        (int start, int end) = _batches.Sales.Take(_block.Header.Hash);
        for (int row = start; row < end; row++)
        {
            TransactionFact transaction = Transaction(rows.TxIndex[row], rows.TxHash.Hash(row));
            long? index = rows.EvtIndex.GetNullable(row);
            BigInteger price = rows.PriceRaw[row];
            BigInteger fees = Sum(rows.PlatformFeeAmountRaw, rows.RoyaltyFeeAmountRaw, row);
            _facts.Sales.Add(new NftSale
            {
                Order = index ?? _traceOrder++,
                Transaction = transaction,
                Market = rows.ProjectContractAddress.Address(row),
                Collection = rows.NftContractAddress.Address(row),
                TokenId = rows.NftTokenId[row],
                Seller = rows.Seller.Address(row),
                Buyer = rows.Buyer.Address(row),
                Currency = rows.CurrencyContract.Address(row),
                PriceRaw = price,
                ProceedsRaw = price - BigInteger.Min(fees, price),
                Place = Place(index, transaction, rows.TraceAddress, row),
            });
        }
    }

    private static BigInteger Sum(UInt256Column one, UInt256Column other, int row) =>
        (BigInteger)(one.GetNullable(row) ?? UInt256.Zero) + (BigInteger)(other.GetNullable(row) ?? UInt256.Zero);

    private static string Place(long? index, TransactionFact transaction, BytesColumn traces, int row) =>
        index is { } log ? $"log {log}" : $"trace {transaction.Index}:{traces.Text(row)}";
}
