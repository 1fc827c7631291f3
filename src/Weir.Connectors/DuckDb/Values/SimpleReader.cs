using System.Globalization;
using System.Text;
using DuckDB.NET.Native;
using Weir.Connectors.DuckDb.Native;

namespace Weir.Connectors.DuckDb.Values;

/// <summary>Values without parts: numbers, text, instants.</summary>
internal sealed unsafe class SimpleReader : ValueReader
{
    private readonly Func<nint, int, object?> _read;

    private SimpleReader(string typeName, Func<nint, int, object?> read)
    {
        TypeName = typeName;
        _read = read;
    }

    public override string TypeName { get; }

    public static SimpleReader? TryCreate(DuckDBType type) => type switch
    {
        DuckDBType.Boolean => new("BOOLEAN", (values, row) => ((byte*)values)[row] != 0),
        DuckDBType.TinyInt => new("TINYINT", (values, row) => (long)((sbyte*)values)[row]),
        DuckDBType.SmallInt => new("SMALLINT", (values, row) => (long)((short*)values)[row]),
        DuckDBType.Integer => new("INTEGER", (values, row) => (long)((int*)values)[row]),
        DuckDBType.BigInt => new("BIGINT", (values, row) => ((long*)values)[row]),
        DuckDBType.UnsignedTinyInt => new("UTINYINT", (values, row) => (long)((byte*)values)[row]),
        DuckDBType.UnsignedSmallInt => new("USMALLINT", (values, row) => (long)((ushort*)values)[row]),
        DuckDBType.UnsignedInteger => new("UINTEGER", (values, row) => (long)((uint*)values)[row]),
        DuckDBType.UnsignedBigInt => new("UBIGINT", (values, row) => ((ulong*)values)[row]),
        DuckDBType.HugeInt => new("HUGEINT", (values, row) => (System.Numerics.BigInteger)((Int128*)values)[row]),
        DuckDBType.UnsignedHugeInt =>
            new("UHUGEINT", (values, row) => (System.Numerics.BigInteger)((UInt128*)values)[row]),
        DuckDBType.VarInt => new("BIGNUM", (values, row) => Bignum.Read(Bytes(values, row))),
        DuckDBType.Float => new("FLOAT", (values, row) => Widen(((float*)values)[row])),
        DuckDBType.Double => new("DOUBLE", (values, row) => ((double*)values)[row]),
        DuckDBType.Varchar => new("VARCHAR", (values, row) => Encoding.UTF8.GetString(Bytes(values, row))),
        DuckDBType.Blob => new("BLOB", (values, row) => Bytes(values, row).ToArray()),
        DuckDBType.Bit => new("BIT", (values, row) => Temporal.Bits(Bytes(values, row))),
        DuckDBType.Uuid => new("UUID", (values, row) => Temporal.Uuid(((UInt128*)values)[row])),
        DuckDBType.Date => new("DATE", (values, row) => Temporal.Date(((int*)values)[row])),
        DuckDBType.Time => new("TIME", (values, row) => TimeSpan.FromMicroseconds(((long*)values)[row])),
        DuckDBType.TimeTz => new("TIME WITH TIME ZONE", (values, row) => Temporal.TimeWithZone(((ulong*)values)[row])),
        DuckDBType.Interval => new("INTERVAL", (values, row) => Temporal.Interval(((DuckDBInterval*)values)[row])),
        DuckDBType.Timestamp => new("TIMESTAMP", (values, row) => Temporal.Instant(((long*)values)[row], 1_000_000)),
        DuckDBType.TimestampTz => new(
            "TIMESTAMP WITH TIME ZONE", (values, row) => Temporal.Instant(((long*)values)[row], 1_000_000)),
        DuckDBType.TimestampS => new("TIMESTAMP_S", (values, row) => Temporal.Instant(((long*)values)[row], 1)),
        DuckDBType.TimestampMs => new("TIMESTAMP_MS", (values, row) => Temporal.Instant(((long*)values)[row], 1_000)),
        DuckDBType.TimestampNs =>
            new("TIMESTAMP_NS", (values, row) => Temporal.Instant(((long*)values)[row], 1_000_000_000)),
        DuckDBType.SqlNull => new("NULL", (_, _) => null),
        _ => null,
    };

    protected override object? ReadValue(int row) => _read((nint)Values, row);

    private static ReadOnlySpan<byte> Bytes(nint values, int row) => ((DuckDbText*)values + row)->Bytes;

    /// <summary>The double with the float's own digits: 0.1f is shown as 0.1.</summary>
    private static double Widen(float value) =>
        double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
