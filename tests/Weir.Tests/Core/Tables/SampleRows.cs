using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Tests.Core.Tables;

/// <summary>Rows of any table from a seed: every kind of value a column can hold, the awkward ones often.</summary>
internal static class SampleRows
{
    private static readonly long[] AwkwardIntegers = [0, 1, -1, long.MaxValue, long.MinValue, 1L << 53, (1L << 53) + 1];

    private static readonly string[] AwkwardTexts =
        ["", "a", "twelve bytes", "thirteen bytes", "quote \" comma , line\nbreak\ttab", "\u00e9\u4e2d\U0001F40B",
            "header,transactions"];

    /// <summary>Appends rows that belong to one block.</summary>
    /// <param name="batch">Where they go.</param>
    /// <param name="block">The block.</param>
    /// <param name="rows">How many.</param>
    /// <param name="random">What the values are drawn from.</param>
    /// <param name="parentHash">Its parent; <see cref="BlockHash"/> of the number before when null.</param>
    public static void Append(Batch batch, BlockRef block, int rows, Random random, Hash32? parentHash = null)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < batch.Columns.Count; i++)
            {
                ColumnSchema schema = batch.Schema.Columns[i];
                if (schema.Name == "chain_id")
                {
                    ((Int64Column)batch.Columns[i]).Append(1);
                }
                else if (schema.Name == batch.Schema.BlockNumberColumn)
                {
                    ((Int64Column)batch.Columns[i]).Append(block.Number);
                }
                else if (schema.Name == batch.Schema.BlockHashColumn)
                {
                    ((FixedBytesColumn)batch.Columns[i]).Append(block.Hash);
                }
                else if (batch is BlockBatch && schema.Name == "parent_hash")
                {
                    ((FixedBytesColumn)batch.Columns[i]).Append(parentHash ?? BlockHash(block.Number - 1));
                }
                else if (batch.Schema.Key.Contains(schema.Name) && batch.Columns[i] is Int64Column key)
                {
                    key.Append((block.Number * 1000) + row);
                }
                else if (batch.Schema.Key is [_, var only] && only == schema.Name
                    && batch.Columns[i] is BytesColumn texts)
                {
                    texts.Append($"{block.Number}_{row}");
                }
                else
                {
                    AppendValue(schema, batch.Columns[i], random);
                }
            }
        }
    }

    /// <summary>The hash that stands for a block of this number and branch.</summary>
    public static Hash32 BlockHash(long number, int branch = 0)
    {
        byte[] bytes = new byte[32];
        new Random((int)(number * 31) + branch).NextBytes(bytes);
        return new Hash32(bytes);
    }

    /// <summary>Appends one value, NULL now and then where the column allows it.</summary>
    public static void AppendValue(ColumnSchema schema, Column column, Random random)
    {
        if (schema.IsNullable && random.Next(3) == 0)
        {
            column.AppendNull();
            return;
        }

        switch (column)
        {
            case Int64Column integers:
                integers.Append(schema.Type == LogicalType.Timestamp
                    ? random.NextInt64(0, 4_000_000_000_000_000)
                    : random.Next(2) == 0 ? AwkwardIntegers[random.Next(AwkwardIntegers.Length)] : random.NextInt64());
                break;
            case UInt256Column integers:
                integers.Append(AwkwardUInt256(random));
                break;
            case Int256Column integers:
                integers.Append(random.Next(4) switch
                {
                    0 => Int256.MinValue,
                    1 => Int256.MaxValue,
                    2 => -(Int256)random.NextInt64(),
                    _ => (Int256)random.NextInt64(),
                });
                break;
            case DoubleColumn doubles:
                doubles.Append(random.NextDouble() * Math.Pow(10, random.Next(-20, 20)));
                break;
            case BoolColumn flags:
                flags.Append(random.Next(2) == 0);
                break;
            case FixedBytesColumn bytes:
                random.NextBytes(bytes.AppendSpan());
                break;
            case BytesColumn bytes when schema.Type is LogicalType.Text:
                bytes.Append(AwkwardTexts[random.Next(AwkwardTexts.Length)]);
                break;
            case BytesColumn bytes when schema.Type is LogicalType.Json:
                bytes.Append(random.Next(2) == 0 ? "[]" : """[{"address":"0x00","storageKeys":["0x01"]}]""");
                break;
            case BytesColumn bytes:
                random.NextBytes(bytes.AppendSpan(random.Next(5) == 0 ? random.Next(5000) : random.Next(12)));
                break;
            case ListColumn list:
                for (int items = random.Next(4); items > 0; items--)
                {
                    AppendValue(schema with { IsNullable = false }, list.Items, random);
                }

                list.EndList();
                break;
            default:
                throw new InvalidOperationException($"No sample for {column.GetType().Name}.");
        }
    }

    private static UInt256 AwkwardUInt256(Random random) => random.Next(6) switch
    {
        0 => UInt256.Zero,
        1 => UInt256.MaxValue,
        2 => UInt256.One << random.Next(256),
        3 => (UInt256.One << random.Next(1, 256)) - UInt256.One,
        4 => (ulong)random.NextInt64(),
        _ => new UInt256((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(),
            (ulong)random.NextInt64()),
    };
}
