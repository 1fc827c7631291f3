using System.Globalization;
using System.Numerics;

namespace Weir.App.Api.Answering;

/// <summary>A row of a warehouse's answer, whose types differ a little between warehouses.</summary>
internal readonly struct ApiRow(IReadOnlyList<object?> values)
{
    public IReadOnlyList<object?> Values { get; } = values;

    public bool IsNull(int column) => Values[column] is null;

    public long Whole(int column) => WholeOrNull(column) ?? 0;

    public long? WholeOrNull(int column) => Values[column] switch
    {
        null => null,
        long number => number,
        ulong number => (long)number,
        BigInteger number => (long)number,
        double number => (long)number,
        object other => (long)BigInteger.Parse(other.ToString()!, CultureInfo.InvariantCulture),
    };

    public double Number(int column) => NumberOrNull(column) ?? 0;

    public double? NumberOrNull(int column) => Values[column] switch
    {
        null => null,
        double number => number,
        long number => number,
        ulong number => number,
        BigInteger number => (double)number,
        object other => double.Parse(other.ToString()!, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    public string Text(int column) => TextOrNull(column) ?? string.Empty;

    /// <summary>As text; exact whatever the size of a number.</summary>
    public string? TextOrNull(int column) => Values[column] switch
    {
        null => null,
        string text => text,
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        object other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    public IReadOnlyList<string> Texts(int column) =>
        Values[column] is IReadOnlyList<object?> list ? [.. list.Select(item => item?.ToString() ?? string.Empty)] : [];

    /// <summary>Seconds since 1970; null for NULL.</summary>
    public long? Second(int column) => Values[column] is DateTimeOffset instant ? instant.ToUnixTimeSeconds() : null;

    public DateTimeOffset? Instant(int column) => Values[column] as DateTimeOffset?;

    /// <summary>A whole number of any size, exact.</summary>
    public BigInteger? Exact(int column) => TextOrNull(column) is { } text
        ? BigInteger.Parse(text.Split('.')[0], CultureInfo.InvariantCulture) : null;
}
