using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Weir.Core;

namespace Weir.Simulation.Events.Realistic;

/// <summary>Writes keys and JSON into the buffer of a batch.</summary>
internal ref struct EventWriter(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;

    /// <summary>How many bytes are written.</summary>
    public int Written { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Raw(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes[Written..]);
        Written += text.Length;
    }

    public void Number(long value)
    {
        if (!Utf8Formatter.TryFormat(value, _bytes[Written..], out int written))
        {
            throw new InvalidOperationException("The room asked for was too small.");
        }

        Written += written;
    }

    public void Hash(in Hash32 value) => Written += Hex.Encode(value.Span, _bytes[Written..]);

    /// <summary>A whole number of 10^-decimals as an exact decimal without trailing zeros.</summary>
    public void Decimal(UInt128 value, int decimals)
    {
        ulong scale = decimals == 18 ? Tokens.Ether : Tokens.UsdCoin;
        ulong fraction;
        if (value <= ulong.MaxValue)
        {
            (ulong whole, fraction) = Math.DivRem((ulong)value, scale);
            Number((long)whole);
        }
        else
        {
            (UInt128 whole, UInt128 rest) = UInt128.DivRem(value, scale);
            Number((long)whole);
            fraction = (ulong)rest;
        }

        if (fraction == 0)
        {
            return;
        }

        _bytes[Written++] = (byte)'.';
        int end = Written + decimals;
        for (int i = end - 1; i >= Written; i--)
        {
            ulong tenth = fraction / 10;
            _bytes[i] = (byte)('0' + (int)(fraction - (tenth * 10)));
            fraction = tenth;
        }

        while (_bytes[end - 1] == (byte)'0')
        {
            end--;
        }

        Written = end;
    }
}
