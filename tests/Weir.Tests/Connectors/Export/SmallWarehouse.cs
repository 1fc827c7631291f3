using Weir.Connectors.DuckDb;
using Weir.Ethereum.Transforms;
using Weir.Core;
using Weir.Pipeline;
using Weir.Core.Tables;

namespace Weir.Tests.Connectors.Export;

/// <summary>A DuckDB file with two blocks written by hand: few rows, every special case of an export.</summary>
internal sealed class SmallWarehouse : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-export-");

    public string File => Path.Combine(_folder.FullName, "small.duckdb");

    public string Folder => Path.Combine(_folder.FullName, "out");

    /// <summary>Two hexadecimal digits, 32 times.</summary>
    public static string Hash(byte value) => Value32(value).ToString();

    /// <summary>Two hexadecimal digits, 20 times.</summary>
    public static string Account(byte value) => Value20(value).ToString();

    public static async Task<SmallWarehouse> CreateAsync(CancellationToken cancellationToken)
    {
        SmallWarehouse warehouse = new();
        const ProofGroups All =
            ProofGroups.Header | ProofGroups.Transactions | ProofGroups.Receipts | ProofGroups.Withdrawals;
        await using DuckDbSink sink = new(warehouse.File, new DuckDbOptions(), TimeProvider.System);
        await sink.OpenAsync(new SinkRequest(new(1, "backfill"), Decoders.AllTables, All), cancellationToken);
        AppendedBlock[] blocks =
            [new(100, Value32(0xa0), Value32(0x9f), All, All), new(101, Value32(0xa1), Value32(0xa0), All, All)];
        await sink.CommitAsync(
            new Commit(
                1, new SourcePosition(blocks[1].Reference, null), [], blocks,
                [Blocks(), Transactions(), Logs(), Transfers(), Withdrawals(), Quarantined()]),
            cancellationToken);
        return warehouse;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static Hash32 Value32(byte value) => new([.. Enumerable.Repeat(value, 32)]);

    private static Address Value20(byte value) => new([.. Enumerable.Repeat(value, 20)]);

    private static BlockStamp Stamp(int block) =>
        new(1, 100 + block, Value32((byte)(0xa0 + block)), (1_700_000_000L + (12 * block)) * 1_000_000);

    /// <summary>Fills what the columns lack: NULL wherever it may stand, zeros and empty values elsewhere.</summary>
    private static void Rest(Batch batch)
    {
        int rows = batch.Columns.Max(column => column.Count);
        for (int i = 0; i < batch.Columns.Count; i++)
        {
            ColumnSchema schema = batch.Schema.Columns[i];
            for (Column column = batch.Columns[i]; column.Count < rows;)
            {
                if (schema.IsNullable)
                {
                    column.AppendNull();
                    continue;
                }

                switch (column)
                {
                    case FixedBytesColumn bytes: bytes.AppendSpan().Clear(); break;
                    case BytesColumn bytes: bytes.Append(""); break;
                    case Int64Column integers: integers.Append(0L); break;
                    case UInt256Column integers: integers.Append(UInt256.Zero); break;
                    case ListColumn list: list.EndList(); break;
                    default: throw new InvalidOperationException(schema.Name);
                }
            }
        }
    }

    private static BlockBatch Blocks()
    {
        BlockBatch blocks = new();
        for (int i = 1; i >= 0; i--)
        {
            BlockStamp stamp = Stamp(i);
            blocks.ChainId.Append(1);
            blocks.Number.Append(stamp.Number);
            blocks.Hash.Append(stamp.Hash);
            blocks.Timestamp.Append(stamp.TimestampMicroseconds);
            blocks.Difficulty.Append(UInt256.One << 70);
            blocks.Proven.Append("header");
        }

        Rest(blocks);
        return blocks;
    }

    private static TransactionBatch Transactions()
    {
        TransactionBatch transactions = new();
        for (int i = 1; i >= 0; i--)
        {
            transactions.AppendBlock(Stamp(0));
            transactions.Hash.Append(Value32((byte)(0x10 + i)));
            transactions.TransactionIndex.Append(i);
            transactions.TransactionType.Append(0L);
            transactions.Value.Append(UInt256.MaxValue);
            transactions.Input.Append(i == 0 ? [] : [0xde, 0xad]);
            for (byte blob = 0; blob < i * 2; blob++)
            {
                ((FixedBytesColumn)transactions.BlobVersionedHashes.Items).Append(Value32(blob));
            }

            transactions.BlobVersionedHashes.EndList();
            transactions.ReceiptCumulativeGasUsed.Append(i == 0 ? 21000L : null);
        }

        Rest(transactions);
        return transactions;
    }

    private static LogBatch Logs()
    {
        LogBatch logs = new();
        for (int i = 0; i < 3; i++)
        {
            logs.AppendBlock(Stamp(0));
            logs.LogIndex.Append(i);
            logs.Topic0.Append(i > 0 ? Value32(1) : (Hash32?)null);
            logs.Topic1.Append(i > 1 ? Value32(2) : (Hash32?)null);
        }

        Rest(logs);
        return logs;
    }

    private static TokenTransferBatch Transfers()
    {
        TokenTransferBatch transfers = new();
        string[] standards = ["erc20", "erc721", "erc1155"];
        for (int i = 0; i < standards.Length; i++)
        {
            transfers.AppendBlock(Stamp(0));
            transfers.Standard.Append(standards[i]);
            transfers.LogIndex.Append(i);
            transfers.TokenAddress.Append(Value20((byte)i));
            transfers.Value.Append(i == 0 ? (UInt256.One << 64) * UInt256.One : UInt256.One);
            transfers.TokenId.Append(i == 0 ? (UInt256?)null : UInt256.MaxValue);
        }

        Rest(transfers);
        return transfers;
    }

    private static WithdrawalBatch Withdrawals()
    {
        WithdrawalBatch withdrawals = new();
        for (int i = 1; i >= 0; i--)
        {
            withdrawals.AppendBlock(Stamp(1));
            withdrawals.Index.Append(7 + i);
            withdrawals.ValidatorIndex.Append(70L + i);
            withdrawals.Address.Append(Value20(0x0f));
            withdrawals.AmountGwei.Append(1000L + i);
        }

        return withdrawals;
    }

    private static QuarantineBatch Quarantined()
    {
        QuarantineBatch quarantine = new();
        quarantine.ChainId.Append(1);
        quarantine.Source.Append("token_transfers");
        quarantine.BlockNumber.Append(100L);
        quarantine.Reason.Append("a \"quoted\", reason\nof two lines");
        quarantine.Raw.Append("");
        Rest(quarantine);
        return quarantine;
    }
}
