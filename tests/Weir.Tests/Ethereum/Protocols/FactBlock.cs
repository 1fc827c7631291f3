using System.Text.Json.Nodes;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Protocols;
using Weir.Ethereum.Protocols.Tokens;
using Weir.Ethereum.Transforms;

namespace Weir.Tests.Ethereum.Protocols;

/// <summary>A block of chosen logs, and the rows that all decoders make of it.</summary>
internal sealed class FactBlock
{
    public const string Transfer = "Transfer(address indexed from, address indexed to, uint256 value)";
    public const string NftTransfer =
        "Transfer(address indexed from, address indexed to, uint256 indexed tokenId)";

    private readonly LogDecoding _decoding = new([new TokenTransferDecoder(), .. Registry.CreateDecoders()]);

    public FactBlock()
    {
        Block.Header.Number = 100;
        Block.Header.Hash = Hash(0xb1);
        Block.Header.Timestamp = 1_700_000_000;
        Block.HasTransactions = Block.HasReceipts = true;
    }

    public Block Block { get; } = new();

    public BatchSet Rows { get; private set; } = new();

    public DexTradeBatch Trades => (DexTradeBatch)Rows.Of(DexTradeBatch.Table);

    public LiquidityEventBatch Liquidity => (LiquidityEventBatch)Rows.Of(LiquidityEventBatch.Table);

    public LendingEventBatch Lending => (LendingEventBatch)Rows.Of(LendingEventBatch.Table);

    public FlashLoanBatch FlashLoans => (FlashLoanBatch)Rows.Of(FlashLoanBatch.Table);

    public NftTradeBatch Sales => (NftTradeBatch)Rows.Of(NftTradeBatch.Table);

    public PoolBatch Pools => (PoolBatch)Rows.Of(PoolBatch.Table);

    public QuarantineBatch Quarantine => (QuarantineBatch)Rows.Of(QuarantineBatch.Table);

    public static Hash32 Hash(int seed)
    {
        byte[] bytes = new byte[32];
        bytes[0] = (byte)(seed >> 8);
        bytes[31] = (byte)seed;
        return new Hash32(bytes);
    }

    public static Address Account(int seed)
    {
        byte[] bytes = new byte[20];
        bytes[0] = 0xac;
        bytes[18] = (byte)(seed >> 8);
        bytes[19] = (byte)seed;
        return new Address(bytes);
    }

    /// <summary>Begins the next transaction; logs are its own from now on.</summary>
    public FactBlock Transact(Address? from = null, Address? to = null)
    {
        ref Transaction transaction = ref Block.Transactions.Add();
        transaction.Index = Block.Transactions.Count - 1;
        transaction.Hash = Hash(0x1000 + Block.Transactions.Count);
        transaction.From = from ?? Account(1);
        transaction.To = to ?? Account(2);
        transaction.Fields = TransactionFields.From | TransactionFields.To | TransactionFields.Hash
            | TransactionFields.Index;
        ref Receipt receipt = ref Block.Receipts.Add();
        receipt.TransactionHash = transaction.Hash;
        receipt.TransactionIndex = transaction.Index;
        receipt.LogStart = Block.Logs.Count;
        return this;
    }

    public FactBlock Move(string token, string from, string to, string amount) =>
        Emit(token, Transfer, from, to, amount);

    /// <summary>Adds an event in the current transaction, its values in the order of the declaration.</summary>
    public FactBlock Emit(string contract, string form, params JsonNode?[] values)
    {
        (byte[][] topics, byte[] data) = AbiEncoder.Encode(form, values);
        return EmitRaw(contract, [new EventForm(form).Topic0.Span.ToArray(), .. topics], data);
    }

    public FactBlock EmitRaw(string contract, byte[][] topics, byte[] data)
    {
        if (Block.Transactions.Count == 0)
        {
            Transact();
        }

        ref LogEntry log = ref Block.Logs.Add();
        log.Address = Address.Parse(contract.ToLowerInvariant());
        log.TopicCount = topics.Length;
        log.Topics = Block.Bytes.Add(topics.SelectMany(topic => topic).ToArray());
        log.Data = Block.Bytes.Add(data);
        log.LogIndex = Block.Logs.Count - 1;
        log.TransactionIndex = Block.Transactions.Count - 1;
        log.TransactionHash = Block.Transactions[Block.Transactions.Count - 1].Hash;
        log.BlockHash = Block.Header.Hash;
        log.BlockNumber = Block.Header.Number;
        Block.Receipts[Block.Receipts.Count - 1].LogCount++;
        return this;
    }

    /// <summary>Makes the rows.</summary>
    public FactBlock Decode(long chainId = 1)
    {
        Rows = new BatchSet();
        using BlockRun run = new(chainId, [Block]);
        _decoding.Transform(run, Rows);
        return this;
    }
}
