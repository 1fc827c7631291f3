using DuckDB.NET.Native;
using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Hashes and addresses as <c>0x…</c>; a value equal to the one before shares its text.</summary>
internal sealed unsafe class FixedHexVectorWriter : VectorWriter<FixedBytesColumn>
{
    private readonly PinnedBuffer _buffer = new();

    public override void Write(nint vector, int start, int count)
    {
        int width = Column.Width;
        int text = Hex.TextLength(width);
        byte* next = _buffer.Take((long)count * text);
        byte* last = null;
        var target = (DuckDbText*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        ReadOnlySpan<byte> source = Column.Bytes.Slice(start * width, count * width);
        ReadOnlySpan<byte> before = default;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> value = source.Slice(i * width, width);
            if (last is null || !value.SequenceEqual(before))
            {
                Hex.Encode(value, new Span<byte>(next, text));
                last = next;
                before = value;
                next += text;
            }

            target[i].Set(last, text);
        }

        WriteValidity(Column, vector, start, count);
    }
}

/// <summary>Byte strings of any length as <c>0x…</c>.</summary>
internal sealed unsafe class HexVectorWriter : VectorWriter<BytesColumn>
{
    private readonly PinnedBuffer _buffer = new();

    public override void Write(nint vector, int start, int count)
    {
        ReadOnlySpan<int> ends = Column.Ends;
        int first = start == 0 ? 0 : ends[start - 1];
        int last = count == 0 ? first : ends[start + count - 1];
        byte* next = _buffer.Take((2L * count) + (2L * (last - first)));
        var target = (DuckDbText*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> value = Column[start + i];
            int text = Hex.TextLength(value.Length);
            Hex.Encode(value, new Span<byte>(next, text));
            target[i].Set(next, text);
            next += text;
        }

        WriteValidity(Column, vector, start, count);
    }
}
