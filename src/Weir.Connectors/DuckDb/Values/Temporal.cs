using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using DuckDB.NET.Native;

namespace Weir.Connectors.DuckDb.Values;

/// <summary>
/// Instants, dates, intervals and other packed values as .NET has them, or as text where .NET has nothing as wide.
/// </summary>
internal static class Temporal
{
    /// <summary>
    /// An instant in units since 1970; text where it is infinite, finer than 100 ns, or outside the years 1 to 9999.
    /// </summary>
    public static object Instant(long value, long unitsPerSecond)
    {
        if (value is long.MaxValue or -long.MaxValue)
        {
            return Infinity(value > 0);
        }

        Int128 nanoseconds = (Int128)value * (1_000_000_000 / unitsPerSecond);
        Int128 ticks = nanoseconds / TimeSpan.NanosecondsPerTick;
        if (ticks * TimeSpan.NanosecondsPerTick == nanoseconds
            && ticks >= -DateTimeOffset.UnixEpoch.Ticks
            && ticks <= DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks)
        {
            return DateTimeOffset.UnixEpoch.AddTicks((long)ticks);
        }

        if (unitsPerSecond == 1_000_000_000)
        {
            DateTimeOffset whole = DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(value / 1e9));
            long fraction = value - (whole.ToUnixTimeSeconds() * 1_000_000_000);
            return string.Create(CultureInfo.InvariantCulture, $"{whole:yyyy-MM-dd HH:mm:ss}.{fraction:d9}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value} / {unitsPerSecond} s since 1970");
    }

    /// <summary>A date in days since 1970; text where it is infinite or outside the years 1 to 9999.</summary>
    public static object Date(int days)
    {
        if (days is int.MaxValue or -int.MaxValue)
        {
            return Infinity(days > 0);
        }

        long number = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + (long)days;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : string.Create(CultureInfo.InvariantCulture, $"{days} days since 1970");
    }

    /// <summary>A span of time; text where it has months, whose length is not fixed.</summary>
    public static object Interval(DuckDBInterval interval)
    {
        TimeSpan rest = TimeSpan.FromDays(interval.Days) + TimeSpan.FromMicroseconds((long)interval.Micros);
        return interval.Months == 0
            ? rest
            : string.Create(CultureInfo.InvariantCulture, $"{interval.Months} months {rest:c}");
    }

    /// <summary>A time of day (40 bits of microseconds) and its offset (24 bits, counted down from 15:59:59).</summary>
    public static string TimeWithZone(ulong bits)
    {
        TimeSpan time = TimeSpan.FromMicroseconds((long)(bits >> 24));
        int seconds = (int)((16 * 3600) - 1 - (long)(bits & 0xFF_FFFF));
        TimeSpan offset = TimeSpan.FromSeconds(Math.Abs(seconds));
        return string.Create(CultureInfo.InvariantCulture, $"{time:c}{(seconds < 0 ? '-' : '+')}{offset:hh\\:mm}");
    }

    /// <summary>A UUID; DuckDB keeps it with its highest bit flipped so that it sorts as a signed number.</summary>
    public static string Uuid(UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value ^ (UInt128.One << 127));
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>A bit string: the first byte says how many leading bits are padding.</summary>
    public static string Bits(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(8 * bytes.Length);
        for (int bit = bytes[0]; bit < 8 * (bytes.Length - 1); bit++)
        {
            text.Append((bytes[1 + (bit >> 3)] >> (7 - (bit & 7)) & 1) == 0 ? '0' : '1');
        }

        return text.ToString();
    }

    private static string Infinity(bool isPositive) => isPositive ? "infinity" : "-infinity";
}
