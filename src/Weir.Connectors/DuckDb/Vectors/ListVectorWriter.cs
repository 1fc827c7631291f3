using DuckDB.NET.Native;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Lists: an entry a row, and the items of all rows in the child vector.</summary>
internal sealed unsafe class ListVectorWriter(VectorWriter items) : VectorWriter<ListColumn>
{
    public override void Write(nint vector, int start, int count)
    {
        int firstItem = count == 0 ? 0 : Column[start].Start;
        int pastItem = count == 0 ? 0 : Column[start + count - 1].End;
        var target = (DuckDBListEntry*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        for (int i = 0; i < count; i++)
        {
            (int from, int to) = Column[start + i];
            target[i] = new DuckDBListEntry((ulong)(from - firstItem), (ulong)(to - from));
        }

        int total = pastItem - firstItem;
        if (NativeMethods.Vectors.DuckDBListVectorReserve(vector, (ulong)total) != DuckDBState.Success
            || NativeMethods.Vectors.DuckDBListVectorSetSize(vector, (ulong)total) != DuckDBState.Success)
        {
            throw new InsufficientMemoryException($"A list vector of {total} items was refused.");
        }

        items.Use(Column.Items);
        items.Write(NativeMethods.Vectors.DuckDBListVectorGetChild(vector), firstItem, total);
        WriteValidity(Column, vector, start, count);
    }
}
