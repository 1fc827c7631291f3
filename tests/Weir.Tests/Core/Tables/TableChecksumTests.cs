using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Tests.Core.Tables;

/// <summary>Golden values come from tests/Golden/table_checksum.py, which shares no code with Weir.</summary>
public sealed class TableChecksumTests
{
    private static readonly TableSchema Types = new(
        "types",
        [
            new("chain_id", LogicalType.Int64),
            new("signed", LogicalType.Int256),
            new("ratio", LogicalType.Double),
            new("name", LogicalType.Text),
            new("code", LogicalType.Hex),
            new("flag", LogicalType.Bool),
            new("size", LogicalType.Int64) { IsInChecksum = false },
            new("detail", LogicalType.Json, true),
            new("addresses", LogicalType.AddressList),
            new("codes", LogicalType.HexList),
        ],
        ["chain_id"]);

    [Fact]
    public void No_rows_give_zeros() =>
        Assert.Equal("00000000000000000000000000000000", new TableChecksum(BlockBatch.Table).ToString());

    [Fact]
    public void Token_transfers_have_the_golden_checksum()
    {
        TableChecksum checksum = new(TokenTransferBatch.Table);
        checksum.Add(Transfers());
        Assert.Equal("49d22fab41b48c39c777e1beb75100c5", checksum.ToString());
        Assert.Equal(3, checksum.RowCount);
    }

    [Fact]
    public void Every_type_has_the_golden_text_form()
    {
        TableChecksum checksum = new(Types);
        checksum.Add(OfEveryType());
        Assert.Equal("3d9fb95fcb3c32502d1afba5f962dd44", checksum.ToString());
    }

    [Fact]
    public void The_order_of_rows_and_their_batches_do_not_matter()
    {
        TokenTransferBatch forward = Transfers();
        TableChecksum whole = new(TokenTransferBatch.Table);
        whole.Add(forward);
        TableChecksum pieces = new(TokenTransferBatch.Table);
        for (int row = forward.RowCount - 1; row >= 0; row--)
        {
            TokenTransferBatch one = new();
            one.AppendFrom(forward, row);
            pieces.Add(one);
        }

        Assert.Equal(whole.ToString(), pieces.ToString());
    }

    [Fact]
    public void Any_change_of_a_value_changes_it_and_columns_left_out_do_not()
    {
        Batch batch = OfEveryType();
        string before = Sum(batch);
        Batch donor = Types.CreateBatch();
        SampleRows.Append(donor, default, 1, new Random(5));
        for (int column = 1; column < Types.Columns.Count; column++)
        {
            Batch changed = Types.CreateBatch();
            changed.AppendFrom(batch, 0);
            for (int i = 0; i < Types.Columns.Count; i++)
            {
                changed.Columns[i].AppendFrom(i == column ? donor.Columns[i] : batch.Columns[i], i == column ? 0 : 1);
            }

            Assert.Equal(Types.Columns[column].IsInChecksum, before != Sum(changed));
        }
    }

    private static string Sum(Batch batch)
    {
        TableChecksum checksum = new(Types);
        checksum.Add(batch);
        return checksum.ToString();
    }

    private static TokenTransferBatch Transfers()
    {
        TokenTransferBatch batch = new();
        Append(batch, 18_000_000, 0xaa, 1_693_066_895_000_000, [1, 2, 3], "erc20", UInt256.MaxValue, null, null, 0,
            0x10, 0, 7);
        Append(batch, 18_000_000, 0xaa, 1_693_066_895_000_000, [4, 0, 5], "erc721", 1, 0, null, 0, 0x11, 1, 8);
        Append(
            batch, 18_000_001, 0xab, 1_693_066_907_000_000, [6, 7, 8], "erc1155",
            UInt256.Parse("12345678901234567890123"), UInt256.One << 128, 9, 2, 0x12, 2, 9);
        return batch;
    }

    private static void Append(
        TokenTransferBatch batch, long block, byte hash, long time, byte[] addresses, string standard, UInt256 value,
        UInt256? tokenId, byte? operatorByte, long batchIndex, byte transaction, long transactionIndex, long logIndex)
    {
        batch.AppendBlock(new BlockStamp(1, block, new Hash32(Repeat(hash, 32)), time));
        batch.TokenAddress.Append(Repeat(addresses[0], 20));
        batch.FromAddress.Append(Repeat(addresses[1], 20));
        batch.ToAddress.Append(Repeat(addresses[2], 20));
        batch.Standard.Append(standard);
        batch.Value.Append(value);
        batch.TokenId.Append(tokenId);
        batch.Operator.Append(operatorByte is byte present ? new Address(Repeat(present, 20)) : (Address?)null);
        batch.BatchIndex.Append(batchIndex);
        batch.TransactionHash.Append(Repeat(transaction, 32));
        batch.TransactionIndex.Append(transactionIndex);
        batch.LogIndex.Append(logIndex);
    }

    private static Batch OfEveryType()
    {
        Batch batch = Types.CreateBatch();
        var addresses = (ListColumn)batch.Columns[8];
        var codes = (ListColumn)batch.Columns[9];

        ((Int64Column)batch.Columns[0]).Append(1);
        ((Int256Column)batch.Columns[1]).Append((Int256)(-5));
        ((DoubleColumn)batch.Columns[2]).Append(0.1);
        ((BytesColumn)batch.Columns[3]).Append("h\u00e9llo");
        ((BytesColumn)batch.Columns[4]).Append([]);
        ((BoolColumn)batch.Columns[5]).Append(true);
        ((Int64Column)batch.Columns[6]).Append(1234);
        ((BytesColumn)batch.Columns[7]).Append("""{"a":"1"}""");
        addresses.EndList();
        ((BytesColumn)codes.Items).Append([]);
        ((BytesColumn)codes.Items).Append([0x0a, 0xff]);
        codes.EndList();

        ((Int64Column)batch.Columns[0]).Append(1);
        ((Int256Column)batch.Columns[1]).Append(Int256.MinValue);
        ((DoubleColumn)batch.Columns[2]).Append(-2.5);
        ((BytesColumn)batch.Columns[3]).Append("");
        ((BytesColumn)batch.Columns[4]).Append([0x00, 0xff]);
        ((BoolColumn)batch.Columns[5]).Append(false);
        ((Int64Column)batch.Columns[6]).Append(-1);
        batch.Columns[7].AppendNull();
        ((FixedBytesColumn)addresses.Items).Append(Repeat(1, 20));
        ((FixedBytesColumn)addresses.Items).Append(Repeat(2, 20));
        addresses.EndList();
        codes.EndList();
        return batch;
    }

    private static byte[] Repeat(byte value, int count) => [.. Enumerable.Repeat(value, count)];
}
