using System.Globalization;
using System.Numerics;
using Weir.App.Settings;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.App.Commands.Risk;

/// <summary>Prices out of a warehouse, opened for reading only; the SQL is the warehouse's own.</summary>
internal sealed class WarehousePriceQuery(Warehouses warehouses) : IPriceQuery
{
    /// <summary>Whole numbers below it (2001 in seconds) are no instants: block numbers, days.</summary>
    private const long FirstSecond = 1_000_000_000;

    private const int ShownGaps = 5;

    /// <inheritdoc/>
    public async Task<PriceTable> QueryAsync(string sql, string warehouse, CancellationToken cancellationToken)
    {
        await using IWarehouseQuery query = warehouses.OpenQuery(WarehouseSpec.Parse(warehouse), new WarehouseSettings());
        await using IQueryResult result = await query.QueryAsync(sql, [], cancellationToken);
        if (result.Columns.Count < 2)
        {
            throw Bad("the answer has one column.", "Select the time first and then a price an asset: SELECT time, price …");
        }

        string[] assets = [.. result.Columns.Skip(1).Select(column => column.Name)];
        List<object> times = [];
        List<double>[] columns = Array.ConvertAll(assets, _ => new List<double>());
        List<string> notes = [];
        double?[] prices = new double?[assets.Length];
        int row = 0;
        int dropped = 0;
        await foreach (IReadOnlyList<object?> values in result.ReadRowsAsync(cancellationToken))
        {
            row++;
            object time = values[0] ?? throw Bad(
                string.Create(CultureInfo.InvariantCulture, $"row {row} has no time."), $"Add WHERE {result.Columns[0].Name} IS NOT NULL.");
            int missing = -1;
            for (int i = 0; i < prices.Length; i++)
            {
                prices[i] = Price(values[i + 1], assets[i], row);
                missing = prices[i] is null && missing < 0 ? i : missing;
            }

            if (missing >= 0)
            {
                if (++dropped <= ShownGaps)
                {
                    notes.Add($"no price of {assets[missing]} at {Text(time, Instant(time) is { TimeOfDay.Ticks: 0 })} (NULL); the row is left out");
                }

                continue;
            }

            times.Add(time);
            for (int i = 0; i < prices.Length; i++)
            {
                columns[i].Add(prices[i]!.Value);
            }
        }

        if (times.Count == 0)
        {
            throw Bad(row == 0 ? "the answer has no row." : "no row has a price of every asset.", "Check the query with weir query.");
        }

        if (dropped > ShownGaps)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{dropped} rows with NULL prices left out in all"));
        }

        bool days = times.TrueForAll(time => Instant(time) is { TimeOfDay.Ticks: 0 });
        return new PriceTable([.. times.Select(time => Text(time, days))], assets, [.. columns.Select(column => column.ToArray())])
        {
            Notes = notes,
        };
    }

    private static double? Price(object? value, string asset, int row) => value switch
    {
        null => null,
        double number => number,
        long number => number,
        ulong number => number,
        BigInteger number => (double)number,
        ExactDecimal or string when double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => throw Bad(
            string.Create(CultureInfo.InvariantCulture, $"row {row}, column '{asset}': '{value}' is no number."), $"Cast it in the query, or leave the column out."),
    };

    /// <summary>The instant of a date, a timestamp, or a whole number large enough to be seconds, ms, µs or ns since 1970.</summary>
    private static DateTimeOffset? Instant(object time) => time switch
    {
        DateTimeOffset instant => instant,
        DateOnly date => new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero),
        long number when number >= FirstSecond => Epoch(number),
        ulong number when number is >= FirstSecond and <= long.MaxValue => Epoch((long)number),
        BigInteger number when number >= FirstSecond && number <= long.MaxValue => Epoch((long)number),
        _ => null,
    };

    private static DateTimeOffset Epoch(long number) => number switch
    {
        < 100 * FirstSecond => DateTimeOffset.FromUnixTimeSeconds(number),
        < 100_000 * FirstSecond => DateTimeOffset.FromUnixTimeMilliseconds(number),
        < 100_000_000 * FirstSecond => DateTimeOffset.UnixEpoch.AddTicks(number * TimeSpan.TicksPerMicrosecond),
        _ => DateTimeOffset.UnixEpoch.AddTicks(number / TimeSpan.NanosecondsPerTick),
    };

    private static string Text(object time, bool day) => Instant(time) is { } instant
        ? instant.UtcDateTime.ToString(
            day ? "yyyy-MM-dd" : instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ",
            CultureInfo.InvariantCulture)
        : Convert.ToString(time, CultureInfo.InvariantCulture)!;

    private static ConfigException Bad(string what, string remedy) => new(ErrorCodes.BadPriceQuery, $"--query: {what}", remedy);
}
