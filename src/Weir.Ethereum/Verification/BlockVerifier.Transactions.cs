using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
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
        senders = VerifySenders(verdict);
        return _level < VerifyLevel.Transactions ? Verdict.Unknown : verdict;
    }

    private Verdict HashTransactions()
    {
        Span<Transaction> rows = _block.Transactions.Rows;
        string? unknown = null;
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

            if (i < _hashed && !TryWrite(transaction))
            {
                unknown ??= WhyUnknown(i, transaction);
            }

            _ends[i] = _rlp.Length;
        }

        if (_level < VerifyLevel.Transactions && !isHashMissing)
        {
            return Verdict.Unknown;
        }

        ReadOnlySpan<int> ends = _ends.AsSpan(0, rows.Length);
        KeccakMany.Hash(_rlp.Written, ends, _digests);
        Verdict verdict = CompareHashes(rows);
        if (verdict == Verdict.Bad || _level < VerifyLevel.Transactions)
        {
            return verdict;
        }

        if (unknown is not null)
        {
            return Note(Verdict.Unknown, unknown);
        }

        if (_block.Header.Lacks("transactionsRoot"))
        {
            return Verdict.Unknown;
        }

        Hash32 root = _trie.Root(_rlp.Written, _ends.AsSpan(0, _hashed));
        return root == _block.Header.TransactionsRoot
            ? Verdict.Ok
            : Note(
                Verdict.Bad,
                $"transactionsRoot: the {_hashed} transactions give {root}, the header says {_block.Header.TransactionsRoot}");
    }

    // Whether the transaction's encoding is known and complete; then it is appended.
    private bool TryWrite(in Transaction transaction)
    {
        if (transaction.IsHashable)
        {
            TransactionRlp.Write(_rlp, transaction, _block.Bytes);
            return true;
        }

        return ChainTransactionRlp.HasType(_rules.Types, transaction.Type)
            && ChainTransactionRlp.TryWrite(_rlp, transaction, _block.Bytes);
    }

    private string WhyUnknown(int index, in Transaction transaction) =>
        transaction.IsKnownType || ChainTransactionRlp.HasType(_rules.Types, transaction.Type)
            ? $"transactions[{index}] lacks fields that its hash is made of"
            : $"transactions[{index}] has type {transaction.Type}, whose form is not known yet";

    private Verdict CompareHashes(Span<Transaction> rows)
    {
        Verdict verdict = Verdict.Ok;
        for (int i = 0; i < rows.Length; i++)
        {
            ref Transaction transaction = ref rows[i];
            bool isWritten = _ends[i] > (i == 0 ? 0 : _ends[i - 1]);
            Hash32 hash = new(_digests.AsSpan(32 * i, 32));
            if (!transaction.Has(TransactionFields.Hash))
            {
                if (!isWritten)
                {
                    verdict = Note(Verdict.Bad, $"transactions[{i}] has no hash, and lacks what its hash is made of");
                }

                transaction.Hash = hash;
            }
            else if (isWritten && hash != transaction.Hash && _level >= VerifyLevel.Transactions)
            {
                verdict = Note(
                    Verdict.Bad, $"transactions[{i}]: its fields hash to {hash}, its hash says {transaction.Hash}");
            }
        }

        return verdict;
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
            Derive(ref row.BlockHash, row.Has(TransactionFields.BlockHash), header.Hash, ref verdict, List, i,
                "blockHash");
            Derive(
                ref row.BlockNumber, row.Has(TransactionFields.BlockNumber), header.Number, ref verdict, List, i,
                "blockNumber");
            DeriveBy(
                !header.Lacks("timestamp"), ref row.BlockTimestamp, row.Has(TransactionFields.BlockTimestamp),
                header.Timestamp,
                ref verdict, List, i, "blockTimestamp");
            DeriveGasPrice(ref row, ref verdict, i);
            DeriveSystemTransaction(ref row, ref verdict, i);
            if (row.Has(TransactionFields.V | TransactionFields.YParity)
                && row.Type is >= 1 and <= Transaction.LastKnownType)
            {
                Derive(ref row.YParity, true, (ulong)row.V, ref verdict, List, i, "yParity");
            }

            if (TransactionRlp.NamesChain(row))
            {
                UInt256 chainId = TransactionRlp.ChainIdOfV(row);
                Derive(ref row.ChainId, row.Has(TransactionFields.ChainId), chainId, ref verdict, List, i, "chainId");
            }
        }
    }

    private void DeriveGasPrice(ref Transaction row, ref Verdict verdict, int index)
    {
        if (row.Type is < 2 or > Transaction.LastKnownType)
        {
            return;
        }

        bool hasRule = _rules.HasTips
            && row.Has(TransactionFields.MaxFeePerGas | TransactionFields.MaxPriorityFeePerGas);
        UInt256 price = EffectiveGasPrice(row, _block.Header.BaseFeePerGas ?? UInt256.Zero);
        DeriveBy(hasRule, ref row.GasPrice, row.Has(TransactionFields.GasPrice), price, ref verdict, "transactions",
            index, "gasPrice");
        row.Fields |= hasRule ? TransactionFields.GasPrice : TransactionFields.None;
    }

    // What is paid a unit of gas: min(max fee, base fee + tip), EIP-1559.
    private static UInt256 EffectiveGasPrice(in Transaction transaction, UInt256 baseFee) =>
        UInt256.TryAdd(baseFee, transaction.MaxPriorityFeePerGas, out UInt256 price)
            ? UInt256.Min(transaction.MaxFeePerGas, price)
            : transaction.MaxFeePerGas;

    // Senders from signatures; where a type's hash covers the sender, the hash has proven it.
    private Verdict VerifySenders(Verdict transactions)
    {
        Span<Transaction> rows = _block.Transactions.Rows;
        bool isAsked = _level == VerifyLevel.Full;
        if (!isAsked && !LacksSender(rows))
        {
            return Verdict.Unknown;
        }

        ReadOnlySpan<Address?> senders = _senders.Recover(_block.Transactions, _block.Bytes, NeedsRecovery);
        Verdict verdict = isAsked ? Verdict.Ok : Verdict.Unknown;
        for (int i = 0; i < rows.Length; i++)
        {
            ref Transaction row = ref rows[i];
            bool isPresent = row.Has(TransactionFields.From);
            if (NeedsRecovery(i))
            {
                if (_rules == ChainRules.None && isPresent && senders[i] != row.From)
                {
                    // Whether the chain has Ethereum's rule of senders is not known.
                    verdict = verdict == Verdict.Bad ? verdict : Verdict.Unknown;
                    _nodesWord++;
                    continue;
                }

                if (senders[i] is not { } recovered)
                {
                    verdict = Note(Verdict.Bad, $"transactions[{i}]: no sender can be recovered from its signature");
                    continue;
                }

                Derive(ref row.From, isPresent, recovered, ref verdict, "transactions", i, "from");
                row.Fields |= TransactionFields.From;
            }
            else if (!isPresent)
            {
                verdict = Note(Verdict.Bad, $"transactions[{i}] has no sender, and none can be recovered");
            }
            else if (isAsked && i < _hashed && verdict == Verdict.Ok
                && !(ChainTransactionRlp.HasType(_rules.Types, row.Type) && transactions == Verdict.Ok))
            {
                verdict = Verdict.Unknown;
            }
        }

        return verdict;
    }

    private static bool LacksSender(Span<Transaction> rows)
    {
        foreach (ref readonly Transaction row in rows)
        {
            if (!row.Has(TransactionFields.From))
            {
                return true;
            }
        }

        return false;
    }

    private bool NeedsRecovery(int index)
    {
        ref readonly Transaction row = ref _block.Transactions[index];
        return index < _hashed && row.IsHashable && (_level == VerifyLevel.Full || !row.Has(TransactionFields.From));
    }
}
