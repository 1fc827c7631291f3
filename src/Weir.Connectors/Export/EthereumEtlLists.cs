using Weir.Ethereum.Protocols.Tokens;
using Weir.Core.Tables;

namespace Weir.Connectors.Export;

/// <summary>A list as ethereum-etl writes it: a JSON array with spaces, or in CSV the items joined by commas.</summary>
internal abstract class PythonListField(string name) : ExportField(name)
{
    public sealed override void AppendJson(ValueText text, int row)
    {
        text.Append((byte)'[');
        AppendItems(text, row, isJson: true);
        text.Append((byte)']');
    }

    public sealed override void AppendCsv(ValueText text, int row) => AppendItems(text, row, isJson: false);

    protected abstract void AppendItems(ValueText text, int row, bool isJson);

    /// <summary>Appends a hash as an item; <paramref name="isFirst"/> where nothing stands before it.</summary>
    protected static void AppendHash(ValueText text, ReadOnlySpan<byte> hash, bool isFirst, bool isJson)
    {
        if (!isFirst)
        {
            text.Append(isJson ? ", "u8 : ","u8);
        }

        if (isJson)
        {
            text.Append((byte)'"');
            text.AppendHex(hash);
            text.Append((byte)'"');
        }
        else
        {
            text.AppendHex(hash);
        }
    }
}

/// <summary>A list of hashes.</summary>
internal sealed class HashListField(string name, ListColumn column) : PythonListField(name)
{
    protected override void AppendItems(ValueText text, int row, bool isJson)
    {
        (int start, int end) = column[row];
        var items = (FixedBytesColumn)column.Items;
        for (int item = start; item < end; item++)
        {
            AppendHash(text, items[item], item == start, isJson);
        }
    }
}

/// <summary>A log's topics as one list.</summary>
internal sealed class TopicsField(LogBatch logs) : PythonListField("topics")
{
    private readonly FixedBytesColumn[] _topics = [logs.Topic0, logs.Topic1, logs.Topic2, logs.Topic3];

    protected override void AppendItems(ValueText text, int row, bool isJson)
    {
        bool isFirst = true;
        foreach (FixedBytesColumn topic in _topics)
        {
            if (!topic.IsNull(row))
            {
                AppendHash(text, topic[row], isFirst, isJson);
                isFirst = false;
            }
        }
    }
}

/// <summary>A block's withdrawals, which stand in a table of their own.</summary>
internal sealed class WithdrawalsField(BlockBatch blocks) : PythonListField("withdrawals")
{
    private WithdrawalBatch? _withdrawals;
    private Dictionary<(long ChainId, long Number), int> _first = [];

    /// <summary>Takes the withdrawals of the batch's blocks, in the order of the chain.</summary>
    public void Use(WithdrawalBatch withdrawals)
    {
        _withdrawals = withdrawals;
        _first = [];
        for (int row = 0; row < withdrawals.RowCount; row++)
        {
            _first.TryAdd((withdrawals.ChainId[row], withdrawals.BlockNumber[row]), row);
        }
    }

    protected override void AppendItems(ValueText text, int row, bool isJson)
    {
        (long ChainId, long Number) block = (blocks.ChainId[row], blocks.Number[row]);
        if (_withdrawals is not WithdrawalBatch all || !_first.TryGetValue(block, out int first))
        {
            return;
        }

        for (int item = first; item < all.RowCount && (all.ChainId[item], all.BlockNumber[item]) == block; item++)
        {
            if (item > first)
            {
                text.Append(isJson ? ", "u8 : ","u8);
            }

            text.Append(isJson ? "{\"index\": "u8 : "{\"index\":"u8);
            text.Append(all.Index[item]);
            text.Append(isJson ? ", \"validator_index\": "u8 : ",\"validator_index\":"u8);
            AppendNullable(text, all.ValidatorIndex, item);
            text.Append(isJson ? ", \"address\": \""u8 : ",\"address\":\""u8);
            text.AppendHex(all.Address[item]);
            text.Append(isJson ? "\", \"amount\": "u8 : "\",\"amount\":"u8);
            AppendNullable(text, all.AmountGwei, item);
            text.Append((byte)'}');
        }
    }

    private static void AppendNullable(ValueText text, Int64Column column, int row)
    {
        if (column.IsNull(row))
        {
            text.Append("null"u8);
        }
        else
        {
            text.Append(column[row]);
        }
    }
}

/// <summary>The amount of an ERC-20 transfer, the token's id of an ERC-721 transfer.</summary>
internal sealed class TransferValueField(TokenTransferBatch transfers) : ExportField("value")
{
    public override bool IsNull(int row) => Column(row).IsNull(row);

    public override void AppendJson(ValueText text, int row) => text.Append(Column(row)[row]);

    public override void AppendCsv(ValueText text, int row) => AppendJson(text, row);

    // CryptoPunks' Transfer has one unit, which ethereum-etl writes.
    private UInt256Column Column(int row) =>
        transfers.Standard[row].SequenceEqual("erc721"u8) && transfers.TokenAddress.Address(row) != CryptoPunks.Contract
            ? transfers.TokenId
            : transfers.Value;
}

/// <summary>A list of byte strings.</summary>
internal sealed class HexListField(string name, ListColumn column) : PythonListField(name)
{
    protected override void AppendItems(ValueText text, int row, bool isJson)
    {
        (int start, int end) = column[row];
        var items = (BytesColumn)column.Items;
        for (int item = start; item < end; item++)
        {
            AppendHash(text, items[item], item == start, isJson);
        }
    }
}

/// <summary>A trace's place, which the table has comma-joined.</summary>
internal sealed class TraceAddressField(BytesColumn column) : PythonListField("trace_address")
{
    protected override void AppendItems(ValueText text, int row, bool isJson)
    {
        foreach (byte symbol in column[row])
        {
            text.Append(symbol);
            if (isJson && symbol == (byte)',')
            {
                text.Append((byte)' ');
            }
        }
    }
}
