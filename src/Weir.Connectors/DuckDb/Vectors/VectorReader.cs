using DuckDB.NET.Native;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Appends the values of a vector to a column.</summary>
internal abstract unsafe class VectorReader
{
    public static VectorReader Create(LogicalType type, Column column) => type switch
    {
        LogicalType.Int64 or LogicalType.Timestamp => new ValueVectorReader<long>((Int64Column)column),
        LogicalType.Double => new ValueVectorReader<double>((DoubleColumn)column),
        LogicalType.Bool => new ValueVectorReader<bool>((BoolColumn)column),
        LogicalType.UInt256 => new UInt256VectorReader((UInt256Column)column),
        LogicalType.Int256 => new Int256VectorReader((Int256Column)column),
        LogicalType.Hash or LogicalType.Address => new FixedHexVectorReader((FixedBytesColumn)column),
        LogicalType.Hex => new HexVectorReader((BytesColumn)column),
        LogicalType.Text or LogicalType.Json => new TextVectorReader((BytesColumn)column),
        LogicalType.HashList or LogicalType.AddressList => new ListVectorReader(
            (ListColumn)column, new FixedHexVectorReader((FixedBytesColumn)((ListColumn)column).Items)),
        LogicalType.HexList => new ListVectorReader(
            (ListColumn)column, new HexVectorReader((BytesColumn)((ListColumn)column).Items)),
        _ => throw new InvalidOperationException($"DuckDB has no vector for {type}."),
    };

    /// <summary>
    /// Appends <paramref name="count"/> values; one that does not parse is reported and becomes NULL.
    /// </summary>
    public void Read(nint vector, int count, MalformedText malformed) => Read(
        NativeMethods.Vectors.DuckDBVectorGetData(vector),
        NativeMethods.Vectors.DuckDBVectorGetValidity(vector),
        vector, 0, count, malformed);

    /// <summary>Appends the values <paramref name="start"/> and following.</summary>
    public abstract void Read(
        void* values, ulong* validity, nint vector, int start, int count, MalformedText malformed);

    protected static bool IsNull(ulong* validity, int row) =>
        validity is not null && (validity[row >> 6] >> (row & 63) & 1) == 0;
}
