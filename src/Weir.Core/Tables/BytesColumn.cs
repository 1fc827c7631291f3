using System.Text;

namespace Weir.Core.Tables;

/// <summary>
/// A column of byte strings of any length: raw bytes (hex) or UTF-8 (text, JSON), one after the other.
/// </summary>
public sealed class BytesColumn : Column
{
    private byte[] _bytes = [];
    private int[] _ends = [];

    /// <summary>All values one after the other.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, ByteCount);

    /// <summary>Where each value ends in <see cref="Bytes"/>; it begins where the one before ends.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>The length of all values together.</summary>
    public int ByteCount => Count == 0 ? 0 : _ends[Count - 1];

    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            int start = row == 0 ? 0 : _ends[row - 1];
            return _bytes.AsSpan(start, _ends[row] - start);
        }
    }

    public void Append(ReadOnlySpan<byte> value) => value.CopyTo(AppendSpan(value.Length));

    /// <summary>Appends text as UTF-8.</summary>
    public void Append(string text) => Encoding.UTF8.GetBytes(text, AppendSpan(Encoding.UTF8.GetByteCount(text)));

    /// <summary>Appends text as UTF-8, or NULL.</summary>
    public void AppendNullable(string? text)
    {
        if (text is null)
        {
            AppendNull();
        }
        else
        {
            Append(text);
        }
    }

    /// <summary>Appends a value of <paramref name="length"/> bytes and gives them to fill.</summary>
    public Span<byte> AppendSpan(int length)
    {
        int start = ByteCount;
        int end = checked(start + length);
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(Math.Max(256, end), 2L * _bytes.Length)));
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Math.Max(64, 2 * Count));
        }

        _ends[Count] = end;
        Appended();
        return _bytes.AsSpan(start, length);
    }

    /// <summary>The value as text.</summary>
    public string Text(int row) => Encoding.UTF8.GetString(this[row]);

    /// <inheritdoc/>
    public override void WriteTo(ColumnSchema schema, IColumnWriter writer) => writer.Write(schema, this);

    private protected override void AppendValueFrom(Column source, int row) => Append(((BytesColumn)source)[row]);

    private protected override void AppendDefault() => AppendSpan(0);
}
