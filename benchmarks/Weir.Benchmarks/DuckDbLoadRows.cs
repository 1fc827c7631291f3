using DuckDB.NET.Data;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Benchmarks;

/// <summary>
/// Rows as a busy chain has them, from a seed: per block 150 transactions, 400 logs and 250 token transfers.
/// </summary>
internal static class DuckDbLoadRows
{
    public const long FirstBlock = 18_000_000;

    private const int TransactionsPerBlock = 150;
    private const int LogsPerBlock = 400;
    private const int TransfersPerBlock = 250;

    public static Batch[] Create(int first, int count)
    {
        Random random = new(first);
        byte[] accounts = new byte[20 * 20_000];
        new Random(1).NextBytes(accounts);
        TransactionBatch transactions = new();
        LogBatch logs = new();
        TokenTransferBatch transfers = new();
        byte[] hash = new byte[32];
        for (int block = first; block < first + count; block++)
        {
            random.NextBytes(hash);
            BlockStamp stamp =
                new(1, FirstBlock + block, new Hash32(hash), (1_693_066_895L + (12L * block)) * 1_000_000);
            byte[] hashes = new byte[32 * TransactionsPerBlock];
            random.NextBytes(hashes);
            for (int i = 0; i < TransactionsPerBlock; i++)
            {
                Append(transactions, stamp, i, hashes.AsSpan(32 * i, 32), random, accounts);
            }

            for (int i = 0; i < LogsPerBlock; i++)
            {
                int transaction = i * TransactionsPerBlock / LogsPerBlock;
                Append(logs, stamp, i, transaction, hashes.AsSpan(32 * transaction, 32), random, accounts);
            }

            for (int i = 0; i < TransfersPerBlock; i++)
            {
                int transaction = i * TransactionsPerBlock / TransfersPerBlock;
                Append(transfers, stamp, i, transaction, hashes.AsSpan(32 * transaction, 32), random, accounts);
            }
        }

        return [transactions, logs, transfers];
    }

    /// <summary>Writes every row with DuckDB.NET's row appender.</summary>
    public static void AppendRows(DuckDBAppender appender, Batch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            IDuckDBAppenderRow line = appender.CreateRow();
            for (int i = 0; i < batch.Columns.Count; i++)
            {
                AppendValue(line, batch.Schema.Columns[i], batch.Columns[i], row);
            }

            line.EndRow();
        }
    }

    private static void AppendValue(IDuckDBAppenderRow line, ColumnSchema schema, Column column, int row)
    {
        if (column.IsNull(row))
        {
            line.AppendNullValue();
            return;
        }

        switch (column)
        {
            case Int64Column instants when schema.Type == LogicalType.Timestamp:
                line.AppendValue(DateTime.UnixEpoch.AddMicroseconds(instants[row]));
                break;
            case Int64Column integers:
                line.AppendValue(integers[row]);
                break;
            case UInt256Column integers:
                line.AppendValue(integers[row].ToString());
                break;
            case FixedBytesColumn bytes:
                line.AppendValue(Hex.Encode(bytes[row]));
                break;
            case BytesColumn bytes:
                line.AppendValue(schema.Type == LogicalType.Hex ? Hex.Encode(bytes[row]) : bytes.Text(row));
                break;
            case ListColumn list:
                (int start, int end) = list[row];
                List<string> items = [];
                for (int item = start; item < end; item++)
                {
                    items.Add(Hex.Encode(((FixedBytesColumn)list.Items)[item]));
                }

                line.AppendValue(items);
                break;
            default:
                throw new InvalidOperationException($"No way to append {column.GetType().Name}.");
        }
    }

    private static ReadOnlySpan<byte> Account(Random random, byte[] accounts)
    {
        double popular = random.NextDouble();
        return accounts.AsSpan(20 * (int)(popular * popular * popular * (accounts.Length / 20)), 20);
    }

    private static UInt256 Amount(Random random) =>
        new((ulong)random.NextInt64(), random.Next(4) == 0 ? (ulong)random.Next(1000) : 0);

    private static void Append(
        TransactionBatch batch, in BlockStamp block, int index, ReadOnlySpan<byte> hash, Random random, byte[] accounts)
    {
        batch.AppendBlock(block);
        batch.Hash.Append(hash);
        batch.Nonce.Append((long)random.Next(100_000));
        batch.TransactionIndex.Append(index);
        batch.FromAddress.Append(Account(random, accounts));
        batch.ToAddress.Append(Account(random, accounts));
        batch.Value.Append(random.Next(2) == 0 ? UInt256.Zero : Amount(random));
        batch.Gas.Append((long)random.Next(21_000, 500_000));
        batch.GasPrice.Append(random.NextInt64(10_000_000_000, 50_000_000_000));
        Span<byte> input =
            batch.Input.AppendSpan(random.Next(3) switch { 0 => 0, 1 => 68, _ => 4 + (32 * random.Next(3, 20)) });
        for (int word = 4; word < input.Length; word += 32)
        {
            input[word..].Slice(0, 12).Clear();
            random.NextBytes(input.Slice(word + 12, 20));
        }

        bool isDynamic = random.Next(4) != 0;
        batch.TransactionType.Append(isDynamic ? 2 : 0);
        batch.MaxFeePerGas.Append(isDynamic ? 50_000_000_000 : null);
        batch.MaxPriorityFeePerGas.Append(isDynamic ? 100_000_000 : null);
        batch.MaxFeePerBlobGas.AppendNull();
        batch.BlobVersionedHashes.EndList();
        batch.AccessList.AppendNullable(isDynamic ? "[]" : null);
        batch.AuthorizationList.AppendNull();
        batch.V.Append((long)random.Next(2));
        random.NextBytes(batch.R.AppendSpan());
        random.NextBytes(batch.S.AppendSpan());
        if (input.Length >= 4)
        {
            batch.MethodId.Append([0xa9, 0x05, 0x9c, 0xbb]);
        }
        else
        {
            batch.MethodId.AppendNull();
        }

        batch.ReceiptCumulativeGasUsed.Append((index + 1) * 100_000L);
        batch.ReceiptGasUsed.Append(100_000L);
        batch.ReceiptContractAddress.AppendNull();
        batch.ReceiptRoot.AppendNull();
        batch.ReceiptStatus.Append(random.Next(20) == 0 ? 0L : 1L);
        batch.ReceiptEffectiveGasPrice.Append(random.NextInt64(10_000_000_000, 50_000_000_000));
        batch.ReceiptBlobGasUsed.AppendNull();
        batch.ReceiptBlobGasPrice.AppendNull();
    }

    private static void Append(
        LogBatch batch, in BlockStamp block, int index, int transaction, ReadOnlySpan<byte> hash, Random random,
        byte[] accounts)
    {
        batch.AppendBlock(block);
        batch.LogIndex.Append(index);
        batch.TransactionHash.Append(hash);
        batch.TransactionIndex.Append(transaction);
        batch.Address.Append(Account(random, accounts));
        byte[] topic = new byte[32];
        topic[0] = (byte)random.Next(8);
        batch.Topic0.Append(topic);
        Account(random, accounts).CopyTo(topic.AsSpan(12));
        topic[0] = 0;
        batch.Topic1.Append(topic);
        Account(random, accounts).CopyTo(topic.AsSpan(12));
        if (random.Next(3) != 0)
        {
            batch.Topic2.Append(topic);
        }
        else
        {
            batch.Topic2.AppendNull();
        }

        batch.Topic3.AppendNull();
        Span<byte> data = batch.Data.AppendSpan(32 * random.Next(1, 6));
        data.Clear();
        for (int word = 0; word < data.Length; word += 32)
        {
            random.NextBytes(data.Slice(word + 22, 10));
        }
    }

    private static void Append(
        TokenTransferBatch batch, in BlockStamp block, int index, int transaction, ReadOnlySpan<byte> hash,
        Random random,
        byte[] accounts)
    {
        batch.AppendBlock(block);
        batch.TokenAddress.Append(Account(random, accounts));
        batch.FromAddress.Append(Account(random, accounts));
        batch.ToAddress.Append(Account(random, accounts));
        bool isFungible = random.Next(10) != 0;
        batch.Standard.Append(isFungible ? "erc20" : "erc721");
        batch.Value.Append(isFungible ? Amount(random) : UInt256.One);
        batch.TokenId.Append(isFungible ? null : (UInt256?)(ulong)random.Next(10_000));
        batch.Operator.AppendNull();
        batch.BatchIndex.Append(0L);
        batch.TransactionHash.Append(hash);
        batch.TransactionIndex.Append(transaction);
        batch.LogIndex.Append(index);
    }
}
