using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Verification;

public sealed partial class BlockVerifier
{
    private readonly BloomIndex _bloomIndex = new();
    private readonly byte[] _headerBloom = new byte[Bloom.Length];
    private int[] _bloomItems = new int[1024];

    private Verdict VerifyReceipts(out Verdict bloom)
    {
        bloom = Verdict.Unknown;
        bool isAsked = _level >= VerifyLevel.Roots;
        if (_block.HasLogs && !_block.HasReceipts)
        {
            bloom = isAsked ? VerifyLogsAlone() : Verdict.Unknown;
            return isAsked ? Note(Verdict.Unknown, "logs came without receipts: only the bloom is proven of them") : Verdict.Unknown;
        }

        if (!_block.HasReceipts)
        {
            return isAsked ? Note(Verdict.Unknown, "receipts did not come") : Verdict.Unknown;
        }

        RowList<Receipt> receipts = _block.Receipts;
        if (receipts.Count != _block.TransactionCount)
        {
            string counts = $"receipts: {receipts.Count} came for {_block.TransactionCount} transactions";
            if (_block.Header.Lacks("receiptsRoot") || !isAsked)
            {
                // Whose they are is not certain: they are left out.
                _block.DropReceipts();
                return isAsked ? Note(Verdict.Unknown, counts) : Verdict.Unknown;
            }

            return Note(Verdict.Bad, counts);
        }

        if (_block.HasPartialReceipts)
        {
            return isAsked ? Note(Verdict.Unknown, "receipts came without logs or gas") : Verdict.Unknown;
        }

        Verdict verdict = Verdict.Ok;
        FillReceipts(ref verdict);
        if (isAsked)
        {
            bloom = VerifyBlooms();
            verdict = Worse(verdict, VerifyReceiptsRoot());
        }

        DeriveReceipts(ref verdict);
        DeriveLogs(ref verdict);
        return isAsked ? verdict : Verdict.Unknown;
    }

    private static Verdict Worse(Verdict left, Verdict right) =>
        left == Verdict.Bad || right == Verdict.Bad ? Verdict.Bad
        : left == Verdict.Unknown ? left : right;

    // What the receipts' RLP needs and a node may leave out: type, cumulativeGasUsed.
    private void FillReceipts(ref Verdict verdict)
    {
        Span<Receipt> receipts = _block.Receipts.Rows;
        ulong before = 0;
        for (int i = 0; i < receipts.Length; i++)
        {
            ref Receipt receipt = ref receipts[i];
            if (_block.HasTransactions)
            {
                int type = _block.Transactions[i].Type;
                Derive(ref receipt.Type, receipt.Has(ReceiptFields.Type), type, ref verdict, "receipts", i, "type");
            }

            if (!receipt.Has(ReceiptFields.CumulativeGasUsed))
            {
                receipt.CumulativeGasUsed = unchecked(before + receipt.GasUsed);
            }

            ulong used = unchecked(receipt.CumulativeGasUsed - before);
            if (!receipt.Has(ReceiptFields.GasUsed))
            {
                receipt.GasUsed = used;
            }

            if (receipt.CumulativeGasUsed < before && _rules.HasGasSums && _level >= VerifyLevel.Roots)
            {
                verdict = Note(
                    Verdict.Bad,
                    $"receipts[{i}].cumulativeGasUsed is {receipt.CumulativeGasUsed}, less than the {before} of the receipt before it");
                before = receipt.CumulativeGasUsed;
                continue;
            }

            DeriveBy(
                _rules.HasGasSums && i < _hashed, ref receipt.GasUsed, receipt.Has(ReceiptFields.GasUsed), used,
                ref verdict, "receipts", i,
                "gasUsed");
            receipt.Fields |= ReceiptFields.CumulativeGasUsed | ReceiptFields.GasUsed;
            before = receipt.CumulativeGasUsed;
        }

        bool headerCountsSo = _rules.HasGasSums && _block.Header.BlockAccessListHash is null
            && !_block.Header.Lacks("gasUsed");
        if (headerCountsSo && before != _block.Header.GasUsed && _level >= VerifyLevel.Roots)
        {
            verdict = Note(
                Verdict.Bad, $"gasUsed: the receipts sum up to {before}, the header says {_block.Header.GasUsed}");
        }
    }

    private Verdict VerifyReceiptsRoot()
    {
        Span<Receipt> receipts = _block.Receipts.Rows;
        bool isUnknownForm = false;
        if (_block.Header.Lacks("receiptsRoot"))
        {
            return Verdict.Unknown;
        }

        _rlp.Clear();
        EnsureEnds(receipts.Length);
        for (int i = 0; i < _hashed; i++)
        {
            ref readonly Receipt receipt = ref receipts[i];
            if ((receipt.Fields & (ReceiptFields.Root | ReceiptFields.Status)) == 0)
            {
                return Note(
                    Verdict.Unknown, $"receipts[{i}] has neither status nor root; receiptsRoot cannot be recomputed");
            }

            isUnknownForm |= receipt.Type > Transaction.LastKnownType && !IsKnownForm(receipt);
            ReceiptRlp.Write(_rlp, receipt, _block.Bytes[receipt.LogsBloom], _block);
            _ends[i] = _rlp.Length;
        }

        Hash32 root = _trie.Root(_rlp.Written, _ends.AsSpan(0, _hashed));
        if (root == _block.Header.ReceiptsRoot)
        {
            return Verdict.Ok;
        }

        return isUnknownForm
            ? Note(Verdict.Unknown, "receipts of a type not known yet; receiptsRoot cannot be recomputed")
            : Note(Verdict.Bad,
                $"receiptsRoot: the receipts give {root}, the header says {_block.Header.ReceiptsRoot}");
    }

    // A chain's own type whose receipt is hashed as it stands; a deposit's version says that its nonce is hashed too.
    private bool IsKnownForm(in Receipt receipt) =>
        ChainTransactionRlp.HasType(_rules.Types, receipt.Type)
        && (receipt.Type != ChainTransactionRlp.Deposit
            || _block.Bytes[receipt.ChainFields].IndexOf("depositReceiptVersion"u8) >= 0);

    // Each receipt's bloom from its logs, and the header's from all of them.
    private Verdict VerifyBlooms()
    {
        Verdict verdict = Verdict.Ok;
        InternLogs();
        Span<byte> bloom = stackalloc byte[Bloom.Length];
        Span<byte> all = _headerBloom;
        all.Clear();
        Span<Receipt> receipts = _block.Receipts.Rows;
        int item = 0;
        for (int i = 0; i < receipts.Length; i++)
        {
            ref Receipt receipt = ref receipts[i];
            bloom.Clear();
            foreach (ref readonly LogEntry log in _block.Logs.Rows.Slice(receipt.LogStart, receipt.LogCount))
            {
                for (int topic = -1; topic < log.TopicCount; topic++)
                {
                    _bloomIndex.AddTo(_bloomItems[item++], bloom);
                }
            }

            if (!receipt.Has(ReceiptFields.LogsBloom))
            {
                receipt.LogsBloom = _block.Bytes.Add(bloom);
            }
            else if (i < _hashed && !bloom.SequenceEqual(_block.Bytes[receipt.LogsBloom]))
            {
                verdict = Note(Verdict.Bad, $"receipts[{i}].logsBloom is not the bloom of its {receipt.LogCount} logs");
            }

            if (i < _hashed)
            {
                Bloom.Or(bloom, all);
            }
        }

        return _block.Header.Lacks("logsBloom") ? Verdict.Unknown
            : all.SequenceEqual(_block.Bytes[_block.Header.LogsBloom])
            ? verdict
            : Note(Verdict.Bad, "logsBloom: the header's is not the bloom of the block's logs");
    }

    // Logs without receipts: the bloom holds every address and topic, and none that is not in it.
    private Verdict VerifyLogsAlone()
    {
        InternLogs();
        Span<byte> all = _headerBloom;
        all.Clear();
        int item = 0;
        for (int i = 0; i < _block.Logs.Count; i++)
        {
            ref readonly LogEntry log = ref _block.Logs[i];
            for (int topic = -1; topic < log.TopicCount; topic++)
            {
                _bloomIndex.AddTo(_bloomItems[item++], all);
            }

            bool hasTransaction = log.TransactionIndex >= 0 && log.TransactionIndex < _block.TransactionCount;
            if (!hasTransaction || log.TransactionHash != HashOf(_block, (int)log.TransactionIndex))
            {
                return Note(Verdict.Bad, $"logs[{log.LogIndex}] names no transaction of the block");
            }
        }

        return _block.Header.Lacks("logsBloom") ? Verdict.Unknown
            : all.SequenceEqual(_block.Bytes[_block.Header.LogsBloom]) ? Verdict.Ok
            : Note(Verdict.Bad, "logsBloom: the header's is not the bloom of the block's logs");
    }

    private void InternLogs()
    {
        Span<LogEntry> logs = _block.Logs.Rows;
        int most = 5 * logs.Length;
        if (_bloomItems.Length < most)
        {
            _bloomItems = new int[most];
        }

        if (!_bloomIndex.HasRoomFor(most))
        {
            _bloomIndex.Clear();
        }

        int item = 0;
        foreach (ref readonly LogEntry log in logs)
        {
            _bloomItems[item++] = _bloomIndex.Intern(log.Address.Span);
            ReadOnlySpan<byte> topics = _block.Bytes[log.Topics];
            for (int i = 0; i < topics.Length; i += Hash32.Length)
            {
                _bloomItems[item++] = _bloomIndex.Intern(topics.Slice(i, Hash32.Length));
            }
        }

        _bloomIndex.HashPending();
    }

    private void DeriveReceipts(ref Verdict verdict)
    {
        const string List = "receipts";
        Span<Receipt> receipts = _block.Receipts.Rows;
        BlockHeader header = _block.Header;
        UInt256? blobPrice = header.ExcessBlobGas is { } excess
            ? BlobSchedule.BlobGasPrice(_chainId, header.Timestamp, excess)
            : null;
        for (int i = 0; i < receipts.Length; i++)
        {
            ref Receipt row = ref receipts[i];
            Hash32 hash = _block.HasTransactions ? _block.Transactions[i].Hash : _block.TransactionHashes[i];
            Derive(
                ref row.TransactionHash, row.Has(ReceiptFields.TransactionHash), hash, ref verdict, List, i,
                "transactionHash");
            Derive(
                ref row.TransactionIndex, row.Has(ReceiptFields.TransactionIndex), i, ref verdict, List, i,
                "transactionIndex");
            Derive(ref row.BlockHash, row.Has(ReceiptFields.BlockHash), header.Hash, ref verdict, List, i, "blockHash");
            Derive(ref row.BlockNumber, row.Has(ReceiptFields.BlockNumber), header.Number, ref verdict, List, i,
                "blockNumber");
            if (_block.HasTransactions)
            {
                DeriveFromTransaction(ref row, _block.Transactions[i], blobPrice, ref verdict, i);
            }
        }
    }

    private void DeriveFromTransaction(
        ref Receipt row, in Transaction transaction, UInt256? blobPrice, ref Verdict verdict, int i)
    {
        const string List = "receipts";
        Derive(ref row.From, row.Has(ReceiptFields.From), transaction.From, ref verdict, List, i, "from");
        bool hasTo = transaction.Has(TransactionFields.To);
        if (hasTo)
        {
            Derive(ref row.To, row.Has(ReceiptFields.To), transaction.To, ref verdict, List, i, "to");
        }

        DeriveDepositReceipt(ref row, transaction, ref verdict, i);
        bool isOwn = transaction.IsHashable && i < _hashed;
        bool hasTips = _rules.HasTips && isOwn;
        DeriveBy(
            hasTips, ref row.EffectiveGasPrice, row.Has(ReceiptFields.EffectiveGasPrice), transaction.GasPrice,
            ref verdict, List, i,
            "effectiveGasPrice");
        row.Fields |= hasTips ? ReceiptFields.EffectiveGasPrice : ReceiptFields.None;
        if (!_rules.HasCreatedAddresses || !isOwn)
        {
            _nodesWord += row.Has(ReceiptFields.ContractAddress) ? 1 : 0;
        }
        else if (!hasTo)
        {
            Address created = ContractAddress.Of(transaction.From, transaction.Nonce);
            Derive(
                ref row.ContractAddress, row.Has(ReceiptFields.ContractAddress), created, ref verdict, List, i,
                "contractAddress");
            row.Fields |= ReceiptFields.ContractAddress;
        }
        else if (row.Has(ReceiptFields.ContractAddress))
        {
            Derive(ref row.ContractAddress, true, Address.Zero, ref verdict, List, i, "contractAddress");
            row.Fields &= ~ReceiptFields.ContractAddress;
        }

        DeriveBlobGas(ref row, transaction, blobPrice, ref verdict, i);
    }

    private void DeriveBlobGas(
        ref Receipt row, in Transaction transaction, UInt256? blobPrice, ref Verdict verdict, int i)
    {
        if (!_rules.HasBlobGas || !transaction.IsKnownType)
        {
            _nodesWord += row.Has(ReceiptFields.BlobGasUsed) ? 1 : 0;
            return;
        }

        ulong used = BlobSchedule.GasPerBlob * (ulong)transaction.BlobCount;
        Derive(ref row.BlobGasUsed, row.Has(ReceiptFields.BlobGasUsed), used, ref verdict, "receipts", i,
            "blobGasUsed");
        if (transaction.Type != 3)
        {
            // Only blob transactions have blob gas; a node that says zero for others says nothing.
            row.Fields &= ~(ReceiptFields.BlobGasUsed | ReceiptFields.BlobGasPrice);
            return;
        }

        row.Fields |= ReceiptFields.BlobGasUsed;
        if (blobPrice is { } price)
        {
            Derive(ref row.BlobGasPrice, row.Has(ReceiptFields.BlobGasPrice), price, ref verdict, "receipts", i,
                "blobGasPrice");
            row.Fields |= ReceiptFields.BlobGasPrice;
        }
    }

    private void DeriveLogs(ref Verdict verdict)
    {
        const string List = "logs";
        Span<Receipt> receipts = _block.Receipts.Rows;
        BlockHeader header = _block.Header;
        for (int r = 0; r < receipts.Length; r++)
        {
            ref readonly Receipt receipt = ref receipts[r];
            for (int i = receipt.LogStart; i < receipt.LogStart + receipt.LogCount; i++)
            {
                ref LogEntry row = ref _block.Logs[i];
                Derive(ref row.LogIndex, row.Has(LogFields.LogIndex), i, ref verdict, List, i, "logIndex");
                Derive(
                    ref row.TransactionIndex, row.Has(LogFields.TransactionIndex), r, ref verdict, List, i,
                    "transactionIndex");
                Derive(
                    ref row.TransactionHash, row.Has(LogFields.TransactionHash), receipt.TransactionHash, ref verdict,
                    List, i,
                    "transactionHash");
                Derive(ref row.BlockHash, row.Has(LogFields.BlockHash), header.Hash, ref verdict, List, i, "blockHash");
                Derive(ref row.BlockNumber, row.Has(LogFields.BlockNumber), header.Number, ref verdict, List, i,
                    "blockNumber");
                DeriveBy(
                    !header.Lacks("timestamp"), ref row.BlockTimestamp, row.Has(LogFields.BlockTimestamp),
                    header.Timestamp,
                    ref verdict, List, i, "blockTimestamp");
                bool removed = row.Has(LogFields.Removed);
                Derive(ref removed, true, false, ref verdict, List, i, "removed");
            }
        }
    }
}
