using DuckDB.NET.Native;
using Weir.Connectors.DuckDb.Native;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Text and JSON: UTF-8 as it is.</summary>
internal sealed unsafe class TextVectorWriter : VectorWriter<BytesColumn>
{
    private readonly PinnedBuffer _buffer = new();

    public override void Write(nint vector, int start, int count)
    {
        ReadOnlySpan<int> ends = Column.Ends;
        int first = start == 0 ? 0 : ends[start - 1];
        int last = count == 0 ? first : ends[start + count - 1];
        byte* bytes = _buffer.Take(last - first);
        Column.Bytes[first..last].CopyTo(new Span<byte>(bytes, last - first));
        var target = (DuckDbText*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        int from = first;
        for (int i = 0; i < count; i++)
        {
            int to = ends[start + i];
            target[i].Set(bytes + (from - first), to - from);
            from = to;
        }

        WriteValidity(Column, vector, start, count);
    }
}
