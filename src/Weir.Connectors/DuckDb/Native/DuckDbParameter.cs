using DuckDB.NET.Native;

namespace Weir.Connectors.DuckDb.Native;

/// <summary>A statement's parameter.</summary>
internal readonly struct DuckDbParameter
{
    private readonly object? _value;

    private DuckDbParameter(object? value) => _value = value;

    public static implicit operator DuckDbParameter(long value) => new(value);

    public static implicit operator DuckDbParameter(string? value) => new(value);

    /// <summary>
    /// A value from outside: null, a truth value, a number, text or an instant; anything else goes as its text.
    /// </summary>
    public static DuckDbParameter From(object? value) => new(value);

    /// <summary>An instant, microseconds since 1970.</summary>
    public static DuckDbParameter Timestamp(long microseconds) =>
        new(new DuckDBTimestampStruct { Micros = microseconds });

    public DuckDBState Bind(DuckDBPreparedStatement statement, int index) => _value switch
    {
        null => NativeMethods.PreparedStatements.DuckDBBindNull(statement, index),
        long number => NativeMethods.PreparedStatements.DuckDBBindInt64(statement, index, number),
        int number => NativeMethods.PreparedStatements.DuckDBBindInt64(statement, index, number),
        ulong number => NativeMethods.PreparedStatements.DuckDBBindUInt64(statement, index, number),
        double number => NativeMethods.PreparedStatements.DuckDBBindDouble(statement, index, number),
        bool flag => NativeMethods.PreparedStatements.DuckDBBindBoolean(statement, index, flag),
        DuckDBTimestampStruct instant => BindInstant(statement, index, instant),
        DateTimeOffset instant => BindInstant(
            statement, index, Instant(instant)),
        byte[] bytes => NativeMethods.PreparedStatements.DuckDBBindBlob(statement, index, bytes, bytes.Length),
        IFormattable formattable => NativeMethods.PreparedStatements.DuckDBBindVarchar(
            statement, index, formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture)),
        _ => NativeMethods.PreparedStatements.DuckDBBindVarchar(statement, index, _value.ToString() ?? string.Empty),
    };

    private static DuckDBTimestampStruct Instant(DateTimeOffset instant) =>
        new() { Micros = (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond };

    private static DuckDBState BindInstant(DuckDBPreparedStatement statement, int index, DuckDBTimestampStruct instant)
    {
        using DuckDBValue value = NativeMethods.Value.DuckDBCreateTimestampTz(instant);
        return NativeMethods.PreparedStatements.DuckDBBindValue(statement, index, value);
    }
}
