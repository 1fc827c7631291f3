using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>Traces to the table <c>traces</c>, as ethereum-etl writes them.</summary>
public sealed class TraceTransform : ITransform<BlockRun>
{
    // Ten digits and a separator a level.
    private const int BytesPerLevel = 11;

    private static readonly byte[][] TypeNames = ["call"u8.ToArray(), "create"u8.ToArray(), "suicide"u8.ToArray(), "reward"u8.ToArray()];

    private byte[] _text = new byte[256];

    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [TraceBatch.Table, QuarantineBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var batch = (TraceBatch)output.Of(TraceBatch.Table);
        foreach (Block block in raw.Blocks)
        {
            if (block.Traces.Count == 0)
            {
                continue;
            }

            BlockStamp stamp = BlockStamps.Of(raw.ChainId, block.Header);
            QuarantineWriter quarantine = new("traces", output, stamp);
            Dictionary<int, int> rewards = NumberRewards(block);
            for (int i = 0; i < block.Traces.Count; i++)
            {
                Append(batch, block, stamp, i, rewards, quarantine);
            }
        }
    }

    /// <summary>A trace's place, comma-joined; valid until the next call.</summary>
    internal static ReadOnlySpan<byte> JoinAddress(ReadOnlySpan<byte> address, byte separator, ref byte[] text)
    {
        int levels = address.Length / sizeof(int);
        if (text.Length < levels * BytesPerLevel)
        {
            text = new byte[levels * BytesPerLevel];
        }

        int length = 0;
        for (int i = 0; i < levels; i++)
        {
            if (i > 0)
            {
                text[length++] = separator;
            }

            Utf8Formatter.TryFormat(Trace.Level(address, i), text.AsSpan(length), out int written);
            length += written;
        }

        return text.AsSpan(0, length);
    }

    /// <summary>The hash of a trace's transaction: Geth may leave it out, and the block has it by its place.</summary>
    internal static Hash32? TransactionHash(Block block, in Trace trace) =>
        trace.Has(TraceFields.TransactionHash) ? trace.TransactionHash
        : !trace.Has(TraceFields.TransactionIndex) ? null
        : trace.TransactionIndex < block.Transactions.Count ? block.Transactions[(int)trace.TransactionIndex].Hash
        : trace.TransactionIndex < block.TransactionHashes.Count
        ? block.TransactionHashes[(int)trace.TransactionIndex] : null;

    private void Append(
        TraceBatch batch, Block block, in BlockStamp stamp, int position, Dictionary<int, int> rewards,
        QuarantineWriter quarantine)
    {
        ref readonly Trace trace = ref block.Traces[position];
        Hash32? transaction = TransactionHash(block, trace);
        batch.AppendBlock(stamp);
        batch.TransactionHash.Append(transaction);
        batch.TransactionIndex.Append(trace.Has(TraceFields.TransactionIndex) ? trace.TransactionIndex : null);
        batch.FromAddress.Append(trace.Has(TraceFields.From) ? trace.From : (Address?)null);
        batch.ToAddress.Append(trace.Has(TraceFields.To) ? trace.To : (Address?)null);
        batch.Value.Append(trace.Has(TraceFields.Value) ? trace.Value : (UInt256?)null);
        AppendIf(batch.Input, trace.Has(TraceFields.Input), block.Bytes[trace.Input]);
        AppendIf(batch.Output, trace.Has(TraceFields.Output), block.Bytes[trace.Output]);
        batch.TraceType.Append(TypeNames[(int)trace.Type]);
        AppendIf(batch.CallType, !trace.CallType.IsEmpty, block.Bytes[trace.CallType]);
        AppendIf(batch.RewardType, !trace.RewardType.IsEmpty, block.Bytes[trace.RewardType]);
        quarantine.Append(
            batch.Gas, trace.Has(TraceFields.Gas) ? new UInt256(trace.Gas) : (UInt256?)null, "gas", position);
        quarantine.Append(
            batch.GasUsed, trace.Has(TraceFields.GasUsed) ? new UInt256(trace.GasUsed) : (UInt256?)null, "gas_used",
            position);
        batch.Subtraces.Append(trace.Subtraces);
        batch.TraceAddress.Append(JoinAddress(block.Bytes[trace.Address], (byte)',', ref _text));
        AppendIf(batch.Error, !trace.Error.IsEmpty, block.Bytes[trace.Error]);
        batch.Status.Append(trace.IsReverted ? 0 : 1);
        AppendId(batch.TraceId, block, trace, transaction, rewards.GetValueOrDefault(position, position));
    }

    // call_0x…_0_1, and of no transaction reward_NUMBER_INDEX.
    private void AppendId(BytesColumn column, Block block, in Trace trace, Hash32? transaction, int index)
    {
        ReadOnlySpan<byte> type = TypeNames[(int)trace.Type];
        if (transaction is not { } hash)
        {
            column.Append(string.Create(
                CultureInfo.InvariantCulture, $"{Encoding.ASCII.GetString(type)}_{block.Header.Number}_{index}"));
            return;
        }

        ReadOnlySpan<byte> place = JoinAddress(block.Bytes[trace.Address], (byte)'_', ref _text);
        Span<byte> id = column.AppendSpan(type.Length + 2 + Hex.TextLength(Hash32.Length) + place.Length);
        type.CopyTo(id);
        id[type.Length] = (byte)'_';
        int end = type.Length + 1;
        end += Hex.Encode(hash.Span, id[end..]);
        id[end] = (byte)'_';
        place.CopyTo(id[(end + 1)..]);
    }

    // As ethereum-etl counts them: by kind of reward, who gave, who got, how much.
    private static Dictionary<int, int> NumberRewards(Block block)
    {
        List<int> positions = [];
        for (int i = 0; i < block.Traces.Count; i++)
        {
            if (!block.Traces[i].Has(TraceFields.TransactionIndex)
                && !block.Traces[i].Has(TraceFields.TransactionHash))
            {
                positions.Add(i);
            }
        }

        positions.Sort((left, right) =>
        {
            ref readonly Trace one = ref block.Traces[left];
            ref readonly Trace other = ref block.Traces[right];
            int order = block.Bytes[one.RewardType].SequenceCompareTo(block.Bytes[other.RewardType]);
            order = order != 0 ? order : one.To.CompareTo(other.To);
            order = order != 0 ? order : one.Value.CompareTo(other.Value);
            return order != 0 ? order : left.CompareTo(right);
        });
        Dictionary<int, int> numbers = [];
        foreach (IGrouping<TraceType, int> kind in positions.GroupBy(position => block.Traces[position].Type))
        {
            int number = 0;
            foreach (int position in kind)
            {
                numbers[position] = number++;
            }
        }

        return numbers;
    }

    private static void AppendIf(BytesColumn column, bool isThere, ReadOnlySpan<byte> value)
    {
        if (isThere)
        {
            column.Append(value);
        }
        else
        {
            column.AppendNull();
        }
    }
}
