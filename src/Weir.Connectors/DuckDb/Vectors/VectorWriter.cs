using DuckDB.NET.Native;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Fills a vector of a data chunk from rows of a column.</summary>
internal abstract class VectorWriter
{
    /// <summary>Writes rows <paramref name="start"/> and following into the vector.</summary>
    /// <remarks>What a text value points to stays in place until the next call.</remarks>
    public abstract void Write(nint vector, int start, int count);

    /// <summary>Takes the column that the next calls read.</summary>
    public abstract void Use(Column column);

    /// <summary>Marks the rows that are NULL.</summary>
    protected static unsafe void WriteValidity(Column column, nint vector, int start, int count)
    {
        if (!column.HasNulls)
        {
            return;
        }

        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        ulong* target = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        ReadOnlySpan<ulong> source = column.Validity;
        if ((start & 63) == 0)
        {
            source.Slice(start >> 6, (count + 63) >> 6).CopyTo(new Span<ulong>(target, (count + 63) >> 6));
            return;
        }

        for (int i = 0; i < count; i++)
        {
            NativeMethods.ValidityMask.DuckDBValiditySetRowValidity(target, (ulong)i, !column.IsNull(start + i));
        }
    }
}

/// <summary>A writer for one kind of column.</summary>
internal abstract class VectorWriter<TColumn> : VectorWriter
    where TColumn : Column
{
    private TColumn? _column;

    protected TColumn Column => _column ?? throw new InvalidOperationException("No column yet.");

    public sealed override void Use(Column column) => _column = (TColumn)column;
}
