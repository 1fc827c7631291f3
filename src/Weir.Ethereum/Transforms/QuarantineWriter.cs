using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>
/// Writes what could not become a row, with its reason; the bytes kept are capped by block and contract.
/// </summary>
internal sealed class QuarantineWriter
{
    /// <summary>The most bytes of one log that are kept.</summary>
    public const int MostBytesPerItem = 1024;

    /// <summary>The most bytes that are kept of one contract in one block.</summary>
    public const int MostBytesPerContract = 64 * 1024;

    private readonly string _source;
    private readonly QuarantineBatch _batch;
    private readonly BlockStamp _block;
    private Dictionary<Address, int>? _kept;

    public QuarantineWriter(string source, BatchSet output, in BlockStamp block)
    {
        _source = source;
        _batch = (QuarantineBatch)output.Of(QuarantineBatch.Table);
        _block = block;
    }

    /// <summary>
    /// Appends a number, or NULL and a quarantine row with the exact value where it does not fit in 64 bits.
    /// </summary>
    public void Append(Int64Column column, UInt256 value, string name, long? item = null)
    {
        if (value.FitsInt64)
        {
            column.Append((long)value);
        }
        else
        {
            column.AppendNull();
            Add(item, null, $"{name} does not fit in 64 bits", value.ToString(), name);
        }
    }

    /// <summary>As above; NULL where there is no value.</summary>
    public void Append(Int64Column column, UInt256? value, string name, long? item = null)
    {
        if (value is { } present)
        {
            Append(column, present, name, item);
        }
        else
        {
            column.AppendNull();
        }
    }

    /// <summary>A log that is not the event its first topic says.</summary>
    public void AddLog(in LogEntry log, ByteArena bytes, string reason)
    {
        _kept ??= [];
        int kept = _kept.GetValueOrDefault(log.Address);
        int length = Math.Min(MostBytesPerItem, log.Topics.Length + log.Data.Length);
        string raw = string.Empty;
        if (kept + length <= MostBytesPerContract)
        {
            _kept[log.Address] = kept + length;
            ReadOnlySpan<byte> data = bytes[log.Data];
            string cut = data.Length > MostBytesPerItem ? $"… {data.Length} bytes" : string.Empty;
            raw = $"topics {Hex.Encode(bytes[log.Topics])} data {Hex.Encode(data[..Math.Min(data.Length, MostBytesPerItem)])}{cut}";
        }

        Add(log.LogIndex, log.Address, reason, raw);
    }

    /// <summary>What a trace tells otherwise than the logs.</summary>
    public void AddTrace(in Address contract, string reason) => Add(null, contract, reason, string.Empty);

    private void Add(long? item, Address? address, string reason, string raw, string? column = null)
    {
        _batch.ChainId.Append(_block.ChainId);
        _batch.Source.Append(_source);
        _batch.BlockNumber.Append(_block.Number);
        _batch.BlockHash.Append(_block.Hash);
        _batch.ItemIndex.Append(item);
        _batch.Address.Append(address);
        _batch.Reason.Append(reason);
        _batch.Raw.Append(raw);
        if (column is null)
        {
            _batch.ColumnName.AppendNull();
        }
        else
        {
            _batch.ColumnName.Append(column);
        }
    }
}
