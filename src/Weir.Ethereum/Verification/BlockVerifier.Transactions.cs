using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Verification;

public sealed partial class BlockVerifier
{
    private Verdict VerifyTransactions(out Verdict senders)
    {
        senders = Verdict.Unknown;
        if (!_block.HasTransactions)
        {
            return _level < VerifyLevel.Transactions ? Verdict.Unknown
                : Note(Verdict.Unknown, "transactions came as hashes only");
        }

        Verdict verdict = HashTransactions();
        DeriveTransactions(ref verdict);
        senders = VerifySenders();
        return _level < VerifyLevel.Transactions ? Verdict.Unknown : verdict;
    }

    private Verdict HashTransactions()
    {
        RowList<Transaction> transactions = _block.Transactions;
        Span<Transaction> rows = transactions.Rows;
        int unknown = -1;
        bool isHashMissing = false;
        _rlp.Clear();
        EnsureEnds(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            ref Transaction transaction = ref rows[i];
            isHashMissing |= !transaction.Has(TransactionFields.Hash);
            if (!transaction.Has(TransactionFields.V))
            {
                transaction.V = transaction.YParity;
            }

            if (transaction.IsKnownType)
            {
                TransactionRlp.Write(_rlp, transaction, _block.Bytes);
            }
            else
            {
                unknown = i;
            }

            _ends[i] = _rlp.Length;
        }

        if (_level < VerifyLevel.Transactions && !isHashMissing)
        {
            return Verdict.Unknown;
        }

        ReadOnlySpan<int> ends = _ends.AsSpan(0, rows.Length);
        KeccakMany.Hash(_rlp.Written, ends, _digests);
        Verdict verdict = Verdict.Ok;
        for (int i = 0; i < rows.Length; i++)
        {
            ref Transaction transaction = ref rows[i];
            Hash32 hash = new(_digests.AsSpan(32 * i, 32));
            if (!transaction.IsKnownType)
            {
                continue;
            }

            if (!transaction.Has(TransactionFields.Hash))
            {
                transaction.Hash = hash;
            }
            else if (hash != transaction.Hash && _level >= VerifyLevel.Transactions)
            {
                verdict = Note(
                    Verdict.Bad, $"transactions[{i}]: its fields hash to {hash}, its hash says {transaction.Hash}");
            }
        }

        if (verdict == Verdict.Bad || _level < VerifyLevel.Transactions)
        {
            return verdict;
        }

        if (unknown >= 0)
        {
            return Note(
                Verdict.Unknown, $"transactions[{unknown}] has type {rows[unknown].Type}, whose form is not known yet");
        }

        Hash32 root = _trie.Root(_rlp.Written, ends);
        return root == _block.Header.TransactionsRoot
            ? Verdict.Ok
            : Note(
                Verdict.Bad,
                $"transactionsRoot: the {rows.Length} transactions give {root}, the header says {_block.Header.TransactionsRoot}");
    }

    private void DeriveTransactions(ref Verdict verdict)
    {
        const string List = "transactions";
        Span<Transaction> rows = _block.Transactions.Rows;
        BlockHeader header = _block.Header;
        for (int i = 0; i < rows.Length; i++)
        {
            ref Transaction row = ref rows[i];
            Derive(ref row.Index, row.Has(TransactionFields.Index), i, ref verdict, List, i, "transactionIndex");
            Derive(ref row.BlockHash, row.Has(TransactionFields.BlockHash), header.Hash, ref verdict, List, i, "blockHash");
            Derive(
                ref row.BlockNumber, row.Has(TransactionFields.BlockNumber), header.Number, ref verdict, List, i, "blockNumber");
            Derive(
                ref row.BlockTimestamp, row.Has(TransactionFields.BlockTimestamp), header.Timestamp, ref verdict, List, i,
                "blockTimestamp");
            if (row.Type is >= 2 and <= Transaction.LastKnownType)
            {
                UInt256 price = EffectiveGasPrice(row, header.BaseFeePerGas ?? UInt256.Zero);
                Derive(ref row.GasPrice, row.Has(TransactionFields.GasPrice), price, ref verdict, List, i, "gasPrice");
            }

            if (row.Has(TransactionFields.V | TransactionFields.YParity) && row.Type is >= 1 and <= Transaction.LastKnownType)
            {
                Derive(ref row.YParity, true, (ulong)row.V, ref verdict, List, i, "yParity");
            }

            if (TransactionRlp.NamesChain(row))
            {
                UInt256 chainId = TransactionRlp.ChainIdOfV(row);
                Derive(ref row.ChainId, row.Has(TransactionFields.ChainId), chainId, ref verdict, List, i, "chainId");
            }

            row.Fields |= TransactionFields.GasPrice;
        }
    }

    // What is paid a unit of gas: min(max fee, base fee + tip), EIP-1559.
    private static UInt256 EffectiveGasPrice(in Transaction transaction, UInt256 baseFee) =>
        UInt256.TryAdd(baseFee, transaction.MaxPriorityFeePerGas, out UInt256 price)
            ? UInt256.Min(transaction.MaxFeePerGas, price)
            : transaction.MaxFeePerGas;

    private Verdict VerifySenders()
    {
        Span<Transaction> rows = _block.Transactions.Rows;
        Verdict verdict = _level == VerifyLevel.Senders ? Verdict.Ok : Verdict.Unknown;
        for (int i = 0; i < rows.Length; i++)
        {
            ref Transaction row = ref rows[i];
            bool isPresent = row.Has(TransactionFields.From);
            if (isPresent && _level < VerifyLevel.Senders)
            {
                continue;
            }

            Address? sender = row.IsKnownType ? _senders.Recover(row, _block.Bytes) : null;
            if (sender is not { } recovered)
            {
                verdict = !isPresent || row.IsKnownType
                    ? Note(Verdict.Bad, $"transactions[{i}]: no sender can be recovered from its signature")
                    : verdict == Verdict.Ok ? Verdict.Unknown : verdict;
                continue;
            }

            Derive(ref row.From, isPresent, recovered, ref verdict, "transactions", i, "from");
            row.Fields |= TransactionFields.From;
        }

        return verdict;
    }
}
