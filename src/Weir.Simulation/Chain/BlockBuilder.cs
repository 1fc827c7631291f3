using System.Runtime.InteropServices;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;

namespace Weir.Simulation.Chain;

/// <summary>Fills one block: prices, signs and appends transactions with their receipts and logs.</summary>
internal sealed class BlockBuilder
{
    private const LogFields LogsHave = LogFields.LogIndex | LogFields.TransactionIndex | LogFields.TransactionHash
        | LogFields.BlockHash | LogFields.BlockNumber | LogFields.BlockTimestamp;

    private readonly World _world;
    private readonly SeededRandom _random;
    private readonly TransactionWriter _writer;
    private readonly TransactionDraft _draft;
    private Block _block = new();
    private int _logStart;

    public BlockBuilder(World world, SeededRandom random, long chainId)
    {
        _world = world;
        _random = random;
        _writer = new TransactionWriter(world, random, chainId);
        _draft = new TransactionDraft { From = world.Deployer };
    }

    /// <summary>The data of the next log.</summary>
    public AbiWriter Data { get; } = new();

    /// <summary>Blobs that still fit.</summary>
    public int BlobsLeft { get; private set; }

    public UInt256 BaseFeeWei => _block.Header.BaseFeePerGas ?? UInt256.Zero;

    /// <summary>What a unit of blob gas costs in this block.</summary>
    public UInt256 BlobGasPriceWei { get; private set; }

    /// <summary>Begins a block whose header has number, time, base fee, gas limit and excess blob gas.</summary>
    public void Begin(Block block)
    {
        _block = block;
        _logStart = 0;
        BlobGasPriceWei = FeeMarket.BlobGasPrice(block.Header.Timestamp, block.Header.ExcessBlobGas ?? 0);
        BlobsLeft = FeeMarket.MostBlobs(block.Header.Timestamp);
    }

    /// <summary>The place of the transaction that is started or comes next.</summary>
    public int NextTransaction => _block.Transactions.Count;

    /// <summary>Whether a transaction with such a gas limit still fits.</summary>
    public bool Fits(ulong gas) => _block.Header.GasUsed + gas <= _block.Header.GasLimit;

    /// <summary>Begins a transaction. What it does is done before <see cref="Commit"/>, unless it reverts.</summary>
    /// <param name="revertsPerMille">How likely it fails.</param>
    public TransactionDraft Start(
        Account from, Address? to, UInt256 valueWei, ulong executionGas, UInt256 feeCapWei, int revertsPerMille = 0)
    {
        _draft.From = from;
        _draft.To = to;
        _draft.ValueWei = valueWei;
        _draft.ExecutionGas = executionGas;
        _draft.FeeCapWei = feeCapWei;
        _draft.Reverts = _random.Chance(revertsPerMille);
        _draft.Blobs = 0;
        _draft.Input.Clear();
        return _draft;
    }

    /// <summary>Emits an event of the transaction that was started.</summary>
    public void Log(in Address address, ReadOnlySpan<Hash32> topics, AbiWriter data)
    {
        if (_draft.Reverts)
        {
            throw new InvalidOperationException("A transaction that reverts emits nothing.");
        }

        ref LogEntry log = ref _block.Logs.Add();
        log.Fields = LogsHave;
        log.Address = address;
        log.TopicCount = topics.Length;
        log.Topics = _block.Bytes.Add(MemoryMarshal.AsBytes(topics));
        log.Data = _block.Bytes.Add(data.Written);
        log.LogIndex = _block.Logs.Count - 1;
        log.TransactionIndex = _block.Transactions.Count;
        log.BlockNumber = _block.Header.Number;
        log.BlockTimestamp = _block.Header.Timestamp;
    }

    /// <summary>Prices, signs and appends the transaction that was started, and its receipt.</summary>
    public void Commit()
    {
        ulong nonce = _draft.From.Nonce++;
        ref Transaction transaction = ref _block.Transactions.Add();
        transaction.Nonce = nonce;
        transaction.Index = _block.Transactions.Count - 1;
        ulong gasUsed = _writer.Write(ref transaction, _draft, _block);
        BlockHeader header = _block.Header;
        header.GasUsed += gasUsed;
        ulong blobGas = BlobSchedule.GasPerBlob * (ulong)_draft.Blobs;
        header.BlobGasUsed += blobGas;
        BlobsLeft -= _draft.Blobs;
        Pay(transaction, gasUsed, BlobGasPriceWei * blobGas);
        AddReceipt(transaction, gasUsed, blobGas);
        _logStart = _block.Logs.Count;
    }

    private void Pay(in Transaction transaction, ulong gasUsed, UInt256 blobFeeWei)
    {
        Account from = _draft.From;
        from.BalanceWei -= (transaction.GasPrice * gasUsed) + blobFeeWei;
        if (_draft.Reverts || _draft.ValueWei.IsZero)
        {
            return;
        }

        from.BalanceWei -= _draft.ValueWei;
        foreach (Account account in _world.Accounts)
        {
            if (account.Address == _draft.To)
            {
                account.BalanceWei += _draft.ValueWei;
            }
        }
    }

    private void AddReceipt(in Transaction transaction, ulong gasUsed, ulong blobGas)
    {
        ref Receipt receipt = ref _block.Receipts.Add();
        receipt.Fields = ReceiptFields.TransactionHash | ReceiptFields.TransactionIndex | ReceiptFields.BlockHash
            | ReceiptFields.BlockNumber | ReceiptFields.From | ReceiptFields.CumulativeGasUsed | ReceiptFields.GasUsed
            | ReceiptFields.LogsBloom | ReceiptFields.Status | ReceiptFields.EffectiveGasPrice | ReceiptFields.Type;
        receipt.Type = transaction.Type;
        receipt.LogStart = _logStart;
        receipt.LogCount = _block.Logs.Count - _logStart;
        receipt.TransactionIndex = transaction.Index;
        receipt.BlockNumber = _block.Header.Number;
        receipt.CumulativeGasUsed = _block.Header.GasUsed;
        receipt.GasUsed = gasUsed;
        receipt.Status = _draft.Reverts ? 0UL : 1;
        receipt.From = transaction.From;
        receipt.EffectiveGasPrice = transaction.GasPrice;
        if (_draft.To is { } to)
        {
            receipt.To = to;
            receipt.Fields |= ReceiptFields.To;
        }
        else
        {
            receipt.ContractAddress = ContractAddress.Of(transaction.From, transaction.Nonce);
            receipt.Fields |= ReceiptFields.ContractAddress;
        }

        if (_draft.Blobs > 0)
        {
            receipt.BlobGasUsed = blobGas;
            receipt.BlobGasPrice = BlobGasPriceWei;
            receipt.Fields |= ReceiptFields.BlobGasUsed | ReceiptFields.BlobGasPrice;
        }
    }
}
