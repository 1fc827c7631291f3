using System.Buffers.Text;
using System.Globalization;

namespace Weir.Core.Tables;

/// <summary>
/// A buffer of UTF-8 that values are written to in their text form (docs/schema.md): checksums and exports share it.
/// </summary>
public sealed class ValueText
{
    private const int LongestNumber = 80;

    private byte[] _bytes = new byte[4096];

    /// <summary>How many bytes stand in the buffer; setting it lower cuts the end off.</summary>
    public int Length { get; set; }

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The bytes in place, for those who patch what they wrote.</summary>
    public Span<byte> this[Range range] => _bytes.AsSpan(0, Length)[range];

    /// <summary>
    /// Makes room for <paramref name="count"/> more bytes, counts them as written and gives them to fill.
    /// </summary>
    public Span<byte> Take(int count)
    {
        int end = checked(Length + count);
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * _bytes.Length)));
        }

        Span<byte> taken = _bytes.AsSpan(Length, count);
        Length = end;
        return taken;
    }

    public void Append(byte value) => Take(1)[0] = value;

    public void Append(ReadOnlySpan<byte> utf8) => utf8.CopyTo(Take(utf8.Length));

    /// <summary>Decimal digits.</summary>
    public void Append(long value)
    {
        int start = Length;
        Utf8Formatter.TryFormat(value, Take(LongestNumber), out int written);
        Length = start + written;
    }

    /// <inheritdoc cref="Append(long)"/>
    public void Append(in UInt256 value)
    {
        int start = Length;
        Length = start + value.FormatDecimal(Take(LongestNumber));
    }

    /// <inheritdoc cref="Append(long)"/>
    public void Append(in Int256 value)
    {
        int start = Length;
        Length = start + value.FormatDecimal(Take(LongestNumber));
    }

    /// <summary>The shortest digits that read back the same.</summary>
    public void Append(double value)
    {
        int start = Length;
        value.TryFormat(Take(LongestNumber), out int written, "R", CultureInfo.InvariantCulture);
        Length = start + written;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public void Append(bool value) => Append(value ? "true"u8 : "false"u8);

    /// <summary><c>0x</c> and two lower-case digits a byte.</summary>
    public void AppendHex(ReadOnlySpan<byte> bytes) => Hex.Encode(bytes, Take(Hex.TextLength(bytes.Length)));
}
