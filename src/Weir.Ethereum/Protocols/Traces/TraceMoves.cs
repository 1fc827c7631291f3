using System.Buffers.Binary;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Protocols.Facts;

namespace Weir.Ethereum.Protocols.Traces;

/// <summary>A token or coin that moved, by a call.</summary>
internal struct TraceMove
{
    public Address Token;
    public Address From;
    public Address To;

    /// <summary>How much, or which one where it is an NFT.</summary>
    public UInt256 Amount;

    /// <summary>The call's place among the block's traces.</summary>
    public int Position;

    /// <summary>One past the last trace that stands in the call.</summary>
    public int End;

    /// <summary>The place of the movement that this one stands in, among the transaction's; -1 where there is none.</summary>
    public int Enclosing;
}

/// <summary>
/// The tokens and coins that moved in one transaction, read from its traces: calls of transfer and transferFrom, and
/// coins sent without a call, as mev-inspect reads them. What failed did not move.
/// </summary>
internal sealed class TraceMoves
{
    private const uint Transfer = 0xa9059cbb;
    private const uint TransferFrom = 0x23b872dd;
    private const uint SafeTransferFrom = 0x42842e0e;
    private const uint SafeTransferFromWithData = 0xb88d4fde;
    private const uint AaveTransferOnLiquidation = 0xf866c319;
    private const int WordLength = 32;

    private readonly RowList<TraceMove> _rows = new();

    /// <summary>In the order of the chain.</summary>
    public ReadOnlySpan<TraceMove> Rows => _rows.Rows;

    /// <summary>Reads the traces from one place up to another.</summary>
    public void Read(Block block, int start, int end)
    {
        _rows.Clear();
        int open = -1;
        for (int i = start; i < end; i++)
        {
            ref readonly Trace trace = ref block.Traces[i];
            if (trace.IsReverted || !TraceCalls.IsCall(block, trace))
            {
                continue;
            }

            int before = _rows.Count;
            Add(block, trace, i);
            if (_rows.Count > before)
            {
                while (open >= 0 && _rows[open].End <= i)
                {
                    open = _rows[open].Enclosing;
                }

                ref TraceMove row = ref _rows[before];
                row.End = TraceCalls.End(block, i, end);
                row.Enclosing = open;
                open = before;
            }
        }
    }

    private void Add(Block block, in Trace trace, int position)
    {
        ReadOnlySpan<byte> input = block.Bytes[trace.Input];
        if (input.IsEmpty)
        {
            if (!trace.Value.IsZero)
            {
                Append(Native.Coin, trace.From, trace.To, trace.Value, position);
            }

            return;
        }

        if (input.Length < 4)
        {
            return;
        }

        uint selector = BinaryPrimitives.ReadUInt32BigEndian(input);
        ReadOnlySpan<byte> words = input[4..];
        if (selector == Transfer && words.Length >= 2 * WordLength)
        {
            Append(trace.To, trace.From, Party(words, 0), UInt256.FromBigEndian(words.Slice(WordLength, WordLength)),
                position);
        }
        else if (selector is TransferFrom or AaveTransferOnLiquidation or SafeTransferFrom or SafeTransferFromWithData
            && words.Length >= 3 * WordLength)
        {
            Append(trace.To, Party(words, 0), Party(words, 1),
                UInt256.FromBigEndian(words.Slice(2 * WordLength, WordLength)), position);
        }
    }

    private void Append(in Address token, in Address from, in Address to, in UInt256 amount, int position)
    {
        ref TraceMove row = ref _rows.Add();
        row.Token = token;
        row.From = from;
        row.To = to;
        row.Amount = amount;
        row.Position = position;
    }

    private static Address Party(ReadOnlySpan<byte> words, int index) =>
        new(words.Slice((index * WordLength) + 12, Address.Length));
}
