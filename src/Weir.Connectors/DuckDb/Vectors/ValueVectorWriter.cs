using DuckDB.NET.Native;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Values whose memory is the engine's own: 64-bit integers, instants, doubles, truth values.</summary>
internal sealed unsafe class ValueVectorWriter<T> : VectorWriter<ValueColumn<T>>
    where T : unmanaged
{
    public override void Write(nint vector, int start, int count)
    {
        Span<T> target = new(NativeMethods.Vectors.DuckDBVectorGetData(vector), count);
        Column.Values.Slice(start, count).CopyTo(target);
        WriteValidity(Column, vector, start, count);
    }
}
