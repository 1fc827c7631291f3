using DuckDB.NET.Native;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Lists, item by item from the child vector.</summary>
internal sealed unsafe class ListVectorReader(ListColumn column, VectorReader items) : VectorReader
{
    public override void Read(void* values, ulong* validity, nint vector, int start, int count, MalformedText malformed)
    {
        nint child = NativeMethods.Vectors.DuckDBListVectorGetChild(vector);
        void* childValues = NativeMethods.Vectors.DuckDBVectorGetData(child);
        ulong* childValidity = NativeMethods.Vectors.DuckDBVectorGetValidity(child);
        var entries = (DuckDBListEntry*)values + start;
        int row = 0;
        MalformedText malformedItem = (_, text, expected) => malformed(row, text, "a list of " + expected);
        for (int i = 0; i < count; i++)
        {
            if (IsNull(validity, start + i))
            {
                column.AppendNull();
                continue;
            }

            row = i;
            if (entries[i].Length > 0)
            {
                items.Read(
                    childValues, childValidity, child, (int)entries[i].Offset, (int)entries[i].Length, malformedItem);
            }

            column.EndList();
        }
    }
}
