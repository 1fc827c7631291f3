using DuckDB.NET.Native;
using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Unsigned integers of 256 bits as BIGNUM.</summary>
internal sealed unsafe class UInt256VectorWriter : VectorWriter<UInt256Column>
{
    private readonly PinnedBuffer _buffer = new();

    public override void Write(nint vector, int start, int count)
    {
        byte* bytes = _buffer.Take((long)count * Bignum.MaxBytes);
        var target = (DuckDbText*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        ReadOnlySpan<UInt256> values = Column.Values.Slice(start, count);
        for (int i = 0; i < values.Length; i++)
        {
            int length = Bignum.Write(values[i], new Span<byte>(bytes, Bignum.MaxBytes));
            target[i].Set(bytes, length);
            bytes += length;
        }

        WriteValidity(Column, vector, start, count);
    }
}

/// <summary>Signed integers of 256 bits as BIGNUM.</summary>
internal sealed unsafe class Int256VectorWriter : VectorWriter<Int256Column>
{
    private readonly PinnedBuffer _buffer = new();

    public override void Write(nint vector, int start, int count)
    {
        byte* bytes = _buffer.Take((long)count * Bignum.MaxBytes);
        var target = (DuckDbText*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        ReadOnlySpan<Int256> values = Column.Values.Slice(start, count);
        for (int i = 0; i < values.Length; i++)
        {
            int length = Bignum.Write(values[i], new Span<byte>(bytes, Bignum.MaxBytes));
            target[i].Set(bytes, length);
            bytes += length;
        }

        WriteValidity(Column, vector, start, count);
    }
}
